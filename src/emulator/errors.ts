/** An error that AWS would answer with. Everything else that is thrown becomes the service's internal error. */
export class ServiceError extends Error {
  constructor(
    /** AWS's name of the error, as clients see it: `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
    /** HTTP status; without one the protocol chooses. */
    readonly httpStatus?: number,
    /** Further members of the error body, where a protocol has them. */
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The resource is not there, or not any more. */
export function notFound(what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `${what} does not exist.`);
}

/** The resource is there, but its status does not allow this now. */
export function inUse(message: string): ServiceError {
  return new ServiceError('ResourceInUseException', message);
}

/** The input is well formed, but makes no sense to the service. */
export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

/** A quota that the service models as LimitExceededException: trainings, running models, units, projects. */
export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', message);
}

/** A quota that the service models as ServiceQuotaExceededException: what a resource may hold. */
export function quotaExceeded(message: string): ServiceError {
  return new ServiceError('ServiceQuotaExceededException', message);
}
