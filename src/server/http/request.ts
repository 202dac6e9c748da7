import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FreshnessDemand } from '../../domain/freshness.js';

type Headers = Pick<IncomingMessage, 'headers'>;

/** What a client may call its request: anything that is harmless in a log and a header. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The client's own `x-request-id`, or a new one. It stands in every log line of the request. */
export function requestIdOf({ headers }: Headers): string {
  const value = headers['x-request-id'];
  return typeof value === 'string' && REQUEST_ID.test(value) ? value : randomUUID();
}

/** Where the client's request stands in a trace of its own, unread; the tracer checks it. */
export function traceparentOf({ headers }: Headers): string | undefined {
  const value = headers.traceparent;
  return typeof value === 'string' ? value : undefined;
}

/**
 * Whether a client takes an event stream and no JSON: clients ask so for subscriptions, and for queries they name JSON
 * among other things that they would take.
 */
export function takesOnlyEvents({ headers }: Headers): boolean {
  const { accept } = headers;
  if (accept === undefined || !/\btext\/event-stream\b/i.test(accept)) return false;
  return !/[/+]json\b|\*\/\*|\bapplication\/\*/i.test(accept);
}

/** Seconds; more than this says no more. */
const MAX_SECONDS = 31_536_000;

/**
 * What a request's `Cache-Control` asks for; undefined if nothing that counts here. Unknown directives are ignored, and of
 * several ages the least counts. https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1
 */
export function freshnessDemandOf({ headers }: Headers): FreshnessDemand | undefined {
  const text = headers['cache-control'];
  if (text === undefined) return undefined;
  let maxAgeMs = Number.POSITIVE_INFINITY;
  let onlyIfCached = false;
  for (const directive of text.toLowerCase().split(',')) {
    const [name = '', value = ''] = directive.split('=').map((it) => it.trim());
    if (name === 'no-cache') maxAgeMs = 0;
    else if (name === 'only-if-cached') onlyIfCached = true;
    else if (name === 'max-age') maxAgeMs = Math.min(maxAgeMs, toMs(value));
  }
  if (!onlyIfCached && maxAgeMs === Number.POSITIVE_INFINITY) return undefined;
  return { maxAgeMs, onlyIfCached };
}

/** Infinity for what is no age: it is ignored. */
function toMs(value: string): number {
  const [, seconds] = /^"?(\d{1,15})"?$/.exec(value) ?? [];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Math.min(Number(seconds), MAX_SECONDS) * 1_000;
}
