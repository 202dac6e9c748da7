import { ServiceError } from '../errors.js';
import { SUPPORTED } from '../support.js';
import { byName, type Incoming, type Protocol, type Reply } from './protocol.js';

const MODEL_PATH = /^\/2020-11-20\/projects\/([^/]+)\/models\/([^/]+)$/;

const STATUSES: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  MissingAuthenticationTokenException: 403,
  ConflictException: 409,
  InternalServerError: 500,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
  UnknownOperationException: 404,
};

/** What Rekognition calls otherwise than Lookout for Vision does. */
const NAMES: Readonly<Record<string, string>> = {
  InternalServerError: 'InternalServerException',
  ProvisionedThroughputExceededException: 'ThrottlingException',
};

/**
 * REST-JSON, as Lookout for Vision speaks it: the error's name is in a header and HTTP statuses mean what they say.
 * https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_DescribeModel.html,
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export const lookoutRest: Protocol = {
  operations: byName(SUPPORTED['Lookout for Vision']),
  speaks: ({ path }, signature) => signature?.service === 'lookoutvision' || path.startsWith('/2020-11-20/'),
  nameOf: ({ method, path }) =>
    method === 'GET' && MODEL_PATH.test(path) ? 'DescribeModel' : `${method} ${path}`,
  inputOf,
  success: (result, requestId) => reply(200, result, requestId, {}),
  failure(error, requestId) {
    const code = NAMES[error.code] ?? error.code;
    const headers = {
      'x-amzn-ErrorType': code,
      ...(code === 'ThrottlingException' || code === 'InternalServerException' ? { 'Retry-After': '1' } : {}),
    };
    const status = error.httpStatus ?? STATUSES[code] ?? 400;
    return reply(status, { Message: error.message, ...error.members }, requestId, headers);
  },
};

function inputOf({ path }: Incoming): unknown {
  const [, project = '', version = ''] = MODEL_PATH.exec(path) ?? [];
  try {
    return { projectName: decodeURIComponent(project), modelVersion: decodeURIComponent(version) };
  } catch {
    throw new ServiceError('ValidationException', 'The path is not a valid URL.');
  }
}

function reply(status: number, body: object, requestId: string, headers: Record<string, string>): Reply {
  const own = { 'Content-Type': 'application/json', 'x-amzn-RequestId': requestId };
  return { status, headers: { ...own, ...headers }, body: JSON.stringify(body) };
}
