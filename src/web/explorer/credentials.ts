/** The same as the board's: a token given on one page holds on the other, for as long as the tab is open. */
const KEY = 'custom-labels-token';

/** The headers that were typed last, in any tab: they hold everywhere, and are never stored. */
let typed: Readonly<Record<string, unknown>> = {};
let held = withToken();
const listeners = new Set<() => void>();

export function currentHeaders(): Readonly<Record<string, unknown>> {
  return held;
}

/** Notes what a tab's headers say; a tab without any uses those of the others. `{}` forgets them. */
export function rememberHeaders(
  headers: Record<string, unknown> | undefined,
): Readonly<Record<string, unknown>> {
  if (headers && JSON.stringify(headers) !== JSON.stringify(typed)) {
    typed = headers;
    change();
  }
  return held;
}

export function storedToken(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

/** An empty token signs out. */
export function storeToken(token: string): void {
  if (token === '') sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
  change();
}

/** Tells when other headers hold. */
export function onHeaders(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function change(): void {
  held = withToken();
  for (const tell of listeners) tell();
}

/** What is typed into the Headers of a tab wins over the token. */
function withToken(): Readonly<Record<string, unknown>> {
  const token = storedToken();
  return token === '' ? typed : { authorization: `Bearer ${token}`, ...typed };
}
