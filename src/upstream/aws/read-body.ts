import type { Readable } from 'node:stream';

/**
 * The text of a body, without a byte order mark. Null if it is longer than `maxBytes`. A body that is not read to its
 * end is destroyed, because it would keep its connection.
 * @throws Node's own error if the connection breaks or `signal` aborts
 */
export async function readBody(
  body: Readable,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const destroy = () => body.destroy(new Error('aborted', { cause: signal.reason }));
  signal.addEventListener('abort', destroy, { once: true });
  if (signal.aborted) destroy();
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) return null;
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener('abort', destroy);
    body.destroy();
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
