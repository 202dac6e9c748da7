import { type BasicClient, createBasicClient } from '../../../client/basic-client.js';

/** For as long as the tab is open, and for this page alone. */
const KEY = 'custom-labels-token';

export function storedToken(): string | null {
  return sessionStorage.getItem(KEY);
}

/** An empty token signs out. */
export function storeToken(token: string): void {
  if (token === '') sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}

/** Calls the gateway that served this page, in the name of the signed-in caller. */
export function createBoardClient(): BasicClient {
  const token = storedToken();
  const url = new URL('.', document.baseURI).href.split('#')[0] ?? location.origin;
  return createBasicClient({ url, fetch: fetchByUse, ...(token !== null && { token }) });
}

/** The browser sends what the page waits for first; a status stream has all the time there is. */
function fetchByUse(address: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const isStream = new Headers(init.headers).get('accept') === 'text/event-stream';
  return fetch(address, { ...init, priority: isStream ? 'low' : 'high' });
}
