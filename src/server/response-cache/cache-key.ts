import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The headers that change an answer: the same bytes under another header are another request. */
const KEY_HEADERS = [
  'accept',
  'content-type',
  'content-encoding',
] as const satisfies readonly (keyof IncomingHttpHeaders)[];

/**
 * The same for requests that get the same answer while the data stay as they are.
 * @param permissions - the same for callers with the same rights, and for no others
 * @param sent - the body, or of a GET what stands after the path
 */
export function cacheKeyOf(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  permissions: string,
  sent: string,
): string {
  let key = `${method}\n`;
  for (const name of KEY_HEADERS) key += `${headers[name] ?? ''}\n`; // no header holds a line break
  return `${key}${permissions.length}\n${permissions}\n${sent}`;
}
