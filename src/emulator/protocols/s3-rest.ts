import { ServiceError } from '../errors.js';
import type { StoredObject } from '../operations/get-object.js';
import { SUPPORTED } from '../support.js';
import { byName, headerOf, type Protocol, type Reply } from './protocol.js';
import { toXml } from './xml.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const STATUSES: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  SlowDown: 503,
  ServiceUnavailable: 503,
  InternalError: 500,
};

/** What S3 calls otherwise than the JSON services do. */
const NAMES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  MissingAuthenticationTokenException: 'AccessDenied',
  UnknownOperationException: 'NotImplemented',
  InternalServerError: 'InternalError',
  ThrottlingException: 'SlowDown',
  ValidationException: 'InvalidRequest',
};

/** S3's REST protocol, path style, for the two operations that read an object. Whatever nobody else speaks is S3's. */
export const s3Rest: Protocol = {
  operations: byName(SUPPORTED.S3),
  speaks: () => true,
  nameOf({ method, path }) {
    const isObject = /^\/[^/]+\/./.test(path);
    if (isObject && method === 'GET') return 'GetObject';
    return isObject && method === 'HEAD' ? 'HeadObject' : `${method} ${path}`;
  },
  inputOf(incoming) {
    const [, bucket = '', key = ''] = /^\/([^/]+)\/(.+)$/.exec(incoming.path) ?? [];
    try {
      const names = { Bucket: decodeURIComponent(bucket), Key: decodeURIComponent(key) };
      return { ...names, IfNoneMatch: headerOf(incoming, 'if-none-match') };
    } catch {
      throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.");
    }
  },
  success: (result, requestId) => objectReply(result as StoredObject, requestId),
  failure({ code, message, httpStatus, members }, requestId) {
    const Code = NAMES[code] ?? code;
    const body = toXml({ Error: { Code, Message: message, ...members, RequestId: requestId } });
    const status = httpStatus ?? STATUSES[Code] ?? 400;
    const headers = { ...ids(requestId), 'Content-Type': 'application/xml' };
    return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
  },
};

function objectReply(
  { isNotModified, etag, contentType, modifiedAtMs, body }: StoredObject,
  requestId: string,
): Reply {
  const headers = { ...ids(requestId), ETag: etag, 'Last-Modified': new Date(modifiedAtMs).toUTCString() };
  if (isNotModified) return { status: 304, headers, body: '' };
  return { status: 200, headers: { ...headers, 'Content-Type': contentType }, body };
}

function ids(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId, 'x-amzn-RequestId': requestId };
}
