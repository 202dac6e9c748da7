import type { IncomingHttpHeaders } from 'node:http';

/** Browser clients sign their requests themselves, so any page may call AWS's operations. */
export function corsHeaders(): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'x-amzn-RequestId, x-amzn-ErrorType, x-amz-request-id, Date, ETag, Retry-After',
  };
}

/** The answer to a preflight. A star would not cover Authorization, so the wanted headers are named back. */
export function preflightHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return {
    ...corsHeaders(),
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': String(headers['access-control-request-headers'] ?? '*'),
    'Access-Control-Max-Age': '86400',
  };
}
