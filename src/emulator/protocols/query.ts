import type { ServiceError } from '../errors.js';
import type { Operation } from '../operation.js';
import { byName, headerOf, type Incoming, type Protocol, type Reply } from './protocol.js';
import { toXml } from './xml.js';

/** What the query services call otherwise than the JSON services do. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const NAMES: Readonly<Record<string, string>> = {
  ValidationException: 'ValidationError',
  SerializationException: 'MalformedInput',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnknownOperationException: 'InvalidAction',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  InternalServerError: 'InternalFailure',
};

interface QueryService {
  /** As signatures name it. */
  readonly service: string;
  readonly namespace: string;
  readonly operations: readonly Operation[];
  /** Whether it also answers forms that are signed for no service that is emulated, or not at all. */
  readonly takesOtherForms: boolean;
  /** The input of an operation out of its form. */
  readonly inputOf: (form: URLSearchParams) => unknown;
}

/** The AWS query protocol: a form goes in, XML comes out. */
export function queryProtocol({
  service,
  namespace,
  operations,
  takesOtherForms,
  inputOf,
}: QueryService): Protocol {
  return {
    operations: byName(operations),
    speaks: (incoming, signature) => signature?.service === service || (takesOtherForms && isForm(incoming)),
    nameOf: (incoming) => formOf(incoming).get('Action') ?? '',
    inputOf: (incoming) => inputOf(formOf(incoming)),
    success(result, requestId, operation) {
      const content = toXml({ [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } });
      return reply(
        200,
        `<${operation}Response xmlns="${namespace}">${content}</${operation}Response>`,
        requestId,
      );
    },
    failure: (error, requestId) => failure(error, requestId, namespace),
  };
}

function failure({ code, message, httpStatus }: ServiceError, requestId: string, namespace: string): Reply {
  const Code = NAMES[code] ?? code;
  const isOurs = Code === 'InternalFailure' || Code === 'ServiceUnavailable';
  const status = httpStatus ?? (isOurs ? 500 : Code.startsWith('AccessDenied') ? 403 : 400);
  const content = toXml({
    Error: { Type: isOurs ? 'Receiver' : 'Sender', Code, Message: message },
    RequestId: requestId,
  });
  return reply(status, `<ErrorResponse xmlns="${namespace}">${content}</ErrorResponse>`, requestId);
}

function isForm(incoming: Incoming): boolean {
  return (headerOf(incoming, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
}

function formOf({ method, query, body }: Incoming): URLSearchParams {
  return method === 'GET' ? query : new URLSearchParams(body.toString('utf8'));
}

function reply(status: number, body: string, requestId: string): Reply {
  return { status, headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId }, body };
}
