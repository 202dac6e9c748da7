/** The headers that were typed last, in any tab: a token given once holds everywhere. Never stored. */
let last: Record<string, unknown> = {};
const listeners = new Set<() => void>();

export function currentHeaders(): Record<string, unknown> {
  return last;
}

/** Notes what a tab's headers say; a tab without any uses those of the others. `{}` forgets them. */
export function rememberHeaders(headers: Record<string, unknown> | undefined): Record<string, unknown> {
  if (headers && JSON.stringify(headers) !== JSON.stringify(last)) {
    last = headers;
    for (const tell of listeners) tell();
  }
  return last;
}

/** Tells when other headers hold. */
export function onHeaders(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
