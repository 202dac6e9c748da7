import { ServiceError } from '../errors.js';
import { SUPPORTED } from '../support.js';
import { byName, headerOf, type Incoming, type Protocol, type Reply } from './protocol.js';

const TARGET_PREFIX = 'RekognitionService.';

/**
 * AWS JSON 1.1, as Rekognition speaks it: every error of the client is a 400, whatever its name.
 * https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html,
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export const awsJson: Protocol = {
  operations: byName(SUPPORTED.Rekognition),
  speaks: (incoming, signature) =>
    headerOf(incoming, 'x-amz-target') !== undefined ||
    signature?.service === 'rekognition' ||
    (headerOf(incoming, 'content-type') ?? '').startsWith('application/x-amz-json'),
  nameOf(incoming) {
    const target = headerOf(incoming, 'x-amz-target') ?? '';
    return target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : `unknown ${target}`;
  },
  inputOf,
  success: (result, requestId) => jsonReply(200, result, requestId),
  failure: (error, requestId) => jsonReply(statusOf(error), bodyOf(error, requestId), requestId),
};

function inputOf({ method, body }: Incoming): unknown {
  if (method !== 'POST')
    throw new ServiceError('UnknownOperationException', 'Operations are called by POST.');
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not valid JSON.');
  }
}

/** ThrottlingException is documented both as 400 and as 500; a fault may choose. */
function statusOf({ code, httpStatus }: ServiceError): number {
  if (httpStatus !== undefined) return httpStatus;
  return code === 'InternalServerError' || code === 'ServiceUnavailableException' ? 500 : 400;
}

function bodyOf({ code, message }: ServiceError, requestId: string): object {
  return { __type: code, Code: code, Logref: requestId, Message: message };
}

function jsonReply(status: number, body: object, requestId: string): Reply {
  const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': requestId };
  return { status, headers, body: JSON.stringify(body) };
}
