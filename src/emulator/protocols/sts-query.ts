import { SUPPORTED } from '../support.js';
import { byName, headerOf, type Incoming, type Protocol, type Reply } from './protocol.js';
import { toXml } from './xml.js';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** What STS calls otherwise than the JSON services do. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const NAMES: Readonly<Record<string, string>> = {
  ValidationException: 'ValidationError',
  SerializationException: 'MalformedInput',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnknownOperationException: 'InvalidAction',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
  InternalServerError: 'InternalFailure',
};

/** The AWS query protocol: a form goes in, XML comes out. */
export const stsQuery: Protocol = {
  operations: byName(SUPPORTED.STS),
  speaks: (incoming, signature) =>
    signature?.service === 'sts' ||
    (headerOf(incoming, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded'),
  nameOf: (incoming) => formOf(incoming).get('Action') ?? '',
  inputOf(incoming) {
    const { DurationSeconds, ...members } = Object.fromEntries(formOf(incoming));
    return DurationSeconds === undefined ? members : { ...members, DurationSeconds: Number(DurationSeconds) };
  },
  success(result, requestId, operation) {
    const content = toXml({ [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } });
    return reply(
      200,
      `<${operation}Response xmlns="${NAMESPACE}">${content}</${operation}Response>`,
      requestId,
    );
  },
  failure({ code, message, httpStatus }, requestId) {
    const Code = NAMES[code] ?? code;
    const isOurs = Code === 'InternalFailure' || Code === 'ServiceUnavailable';
    const status = httpStatus ?? (isOurs ? 500 : Code.startsWith('AccessDenied') ? 403 : 400);
    const content = toXml({
      Error: { Type: isOurs ? 'Receiver' : 'Sender', Code, Message: message },
      RequestId: requestId,
    });
    return reply(status, `<ErrorResponse xmlns="${NAMESPACE}">${content}</ErrorResponse>`, requestId);
  },
};

function formOf({ method, query, body }: Incoming): URLSearchParams {
  return method === 'GET' ? query : new URLSearchParams(body.toString('utf8'));
}

function reply(status: number, body: string, requestId: string): Reply {
  return { status, headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId }, body };
}
