import { GatewayError, type GraphqlError, toGatewayError } from './errors.js';
import { rememberRequest } from './request-id.js';
import type { Watchdog } from './watchdog.js';

type MaybePromise<T> = T | Promise<T>;

export interface ClientOptions {
  /** Where the gateway is: `http://127.0.0.1:4000`, in a page `location.origin`. */
  readonly url: string | URL;
  /** Sent as `authorization: Bearer …`. A function is asked before every request. */
  readonly token?: string | (() => MaybePromise<string>);
  /** Sent with every request. */
  readonly headers?:
    | Readonly<Record<string, string>>
    | (() => MaybePromise<Readonly<Record<string, string>>>);
  /** The platform's own unless given. */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * How long a gateway that fails in passing is tried again, milliseconds; 10,000 unless given. A status stream that was
   * open once is tried for as long as somebody reads it.
   */
  readonly retryForMs?: number;
  /** How long a request may go unanswered, milliseconds; 30,000 unless given. */
  readonly requestTimeoutMs?: number;
  /** How long a status stream may be silent, milliseconds; 30,000 unless given. The gateway speaks every 12 seconds. */
  readonly silenceMs?: number;
}

/** In milliseconds. */
export interface Limits {
  readonly retryForMs: number;
  readonly requestTimeoutMs: number;
  readonly silenceMs: number;
}

export function limitsOf({
  retryForMs = 10_000,
  requestTimeoutMs = 30_000,
  silenceMs = 30_000,
}: ClientOptions): Limits {
  return { retryForMs, requestTimeoutMs, silenceMs };
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: object;
}

/** Sends one request; `accept` is the kind of answer that is wanted. */
export type Send = (
  path: string,
  accept: string,
  body: GraphqlRequest,
  watchdog: Watchdog,
) => Promise<Response>;

export function createSend({ url, token, headers, fetch = globalThis.fetch }: ClientOptions): Send {
  const base = baseOf(url);

  async function credentials(): Promise<Record<string, string>> {
    const given = typeof headers === 'function' ? await headers() : headers;
    const bearer = typeof token === 'function' ? await token() : token;
    return { ...given, ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) };
  }

  return async (path, accept, body, watchdog) => {
    const sent = new Headers({ 'x-request-id': watchdog.requestId });
    for (const [name, value] of Object.entries(await credentials())) setHeader(sent, name, value);
    sent.set('accept', accept);
    sent.set('content-type', 'application/json');
    watchdog.requestId = sent.get('x-request-id') as string; // the caller's own counts
    watchdog.feed();
    try {
      return await fetch(new URL(path, base), {
        method: 'POST',
        headers: sent,
        body: JSON.stringify(body),
        signal: watchdog.signal,
      });
    } catch (error) {
      throw watchdog.reasonOf(error);
    }
  };
}

/** The platform's error has the value in its message, which may be a token. @throws GatewayError BAD_USER_INPUT, which has not */
function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw new GatewayError('BAD_USER_INPUT', `The header ${name} cannot be sent.`);
  }
}

/** @throws GatewayError BAD_USER_INPUT unless it is an address of http or https */
function baseOf(url: string | URL): string {
  const text = String(url);
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (/^https?:$/.test(protocol)) return text.replace(/\/*$/, '/');
  throw new GatewayError(
    'BAD_USER_INPUT',
    `url is "${text}". Expected the address of a gateway, for example http://127.0.0.1:4000.`,
  );
}

/** What a GraphQL answer has in it. */
interface Answer {
  readonly data?: object | null;
  readonly errors?: readonly GraphqlError[];
}

/** @throws GatewayError for errors in the answer, and for an answer that is not GraphQL's */
export async function readAnswer(response: Response, watchdog: Watchdog): Promise<object> {
  const requestId = idOf(response, watchdog);
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw watchdog.reasonOf(error);
  }
  const { data, errors } = parseAnswer(text);
  if (errors) throw toGatewayError(errors, { requestId, data });
  if (data === undefined || data === null) throw notGraphql(response, requestId);
  rememberRequest(data, requestId);
  return data;
}

/** What the gateway calls the request; as it was sent, where a proxy answers. */
export function idOf({ headers }: Response, { requestId }: Watchdog): string {
  return headers.get('x-request-id') ?? requestId;
}

/** Empty for what is not GraphQL's. */
export function parseAnswer(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {}; // a proxy's page, for example
  }
}

/** Statuses of a gateway, or a proxy before it, that is full or away in passing. */
const PASSING: readonly number[] = [408, 429, 502, 503, 504];

function notGraphql({ status, url, headers }: Response, requestId: string): GatewayError {
  const code = PASSING.includes(status) ? 'NETWORK_ERROR' : 'BAD_RESPONSE';
  const retryAfterMs = Number(headers.get('retry-after')) * 1000 || null;
  return new GatewayError(code, `${url} answered ${status} and no GraphQL.`, { requestId, retryAfterMs });
}
