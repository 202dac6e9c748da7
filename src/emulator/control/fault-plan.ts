import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from '../errors.js';
import type { Fault } from './fault.js';

/** What the faults do to one call. */
export interface Plan {
  delay(): Promise<void>;
  readonly isCut: boolean;
  readonly isReplyLost: boolean;
  readonly error: ServiceError | undefined;
  readonly fails: boolean;
  disguise(result: object): object;
}

/** Puts the effects of all faults that strike a call together. `signal` ends its delay. */
export function planOf(struck: readonly Fault[], signal: AbortSignal): Plan {
  const delayMs = struck.reduce((total, { latencyMs = 0 }) => total + latencyMs, 0);
  const failing = struck.find(({ error }) => error !== undefined);
  const status = struck.find(({ unknownStatus }) => unknownStatus !== undefined)?.unknownStatus;
  return {
    async delay() {
      if (delayMs > 0) await wait(delayMs, undefined, { signal }).catch(() => undefined);
    },
    isCut: struck.some(({ cut }) => cut),
    isReplyLost: struck.some(({ replyLost }) => replyLost),
    error: failing && errorOf(failing),
    fails: struck.some(({ outcome }) => outcome !== undefined),
    disguise: (result) => (status === undefined ? result : withStatus(result, status)),
  };
}

function errorOf({ error = '', httpStatus }: Fault): ServiceError {
  return new ServiceError(error, MESSAGES[error] ?? `Injected fault: ${error}`, httpStatus);
}

/** AWS's documented texts. https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html */
const MESSAGES: Readonly<Record<string, string>> = {
  ThrottlingException: 'Slow down; sudden increase in rate of requests.',
  ProvisionedThroughputExceededException: 'Provisioned Rate exceeded.',
  InternalServerError: 'Internal server error',
  InvalidParameterException: 'Request has invalid parameters.',
  InvalidPaginationTokenException: 'Invalid Pagination Token',
  ResourceInUseException: 'Specified resource is in use.',
  AccessDenied: 'Access Denied',
  NoSuchKey: 'The specified key does not exist.',
  NoSuchBucket: 'The specified bucket does not exist',
};

/** Replaces the Status of each description in a describe operation's answer. */
function withStatus(result: object, status: string): object {
  const disguised = (value: unknown) => ({ ...(value as object), Status: status });
  const entries = Object.entries(result).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.map(disguised)];
    return [name, name === 'ModelDescription' ? disguised(value) : value];
  });
  return Object.fromEntries(entries);
}
