import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { ProjectArn } from '../../domain/arn.js';
import type { CacheDependencies } from '../../domain/cache-dependencies.js';
import type { OperationCost } from '../../domain/operation-cost.js';
import { dataPartOf, withCost } from '../http/graphql-body.js';
import type { Exchange } from '../http/http-server.js';
import { pack, type Reply } from '../http/reply.js';
import { traceparentOf } from '../http/request.js';
import { createAdmissionFilter } from '../limits/admission-filter.js';
import type { OperationObserver } from '../port.js';

/** An answer as it goes over the wire, less what is one request's own. */
export interface CachedResponse {
  readonly reply: Reply;
  readonly operationName: string | null;
  /** The subject of the request that made it; what it cost is what giving it again costs. */
  readonly callContext: CachedCallContext;
}

interface CachedCallContext {
  readonly cost: Readonly<OperationCost>;
  /** Absent: it cannot be kept. */
  readonly cacheDependencies?: CacheDependencies;
}

/**
 * Answers that would be the same if they were computed again. Each is fresh as long as its dependencies: any
 * observation that touches it, and its age, end it at once. Bounded; the least used goes first. Requests that are
 * answered here leave the same log and metrics as those that run.
 */
export interface ResponseCache {
  /** The answer, if it is fresh. @param key - see {@link cacheKeyOf} */
  find(key: string, exchange: Pick<Exchange, 'request' | 'requestId'>, subject?: string): Reply | undefined;
  /** Settles when no request computes the same answer any more; undefined if none does. */
  underWay(key: string): Promise<void> | undefined;
  /**
   * Called before an answer is computed; the returned function is for when that has ended, with the answer if there is
   * one.
   */
  begin(key: string): (answer: CachedResponse | null) => void;
}

interface ResponseCacheOptions {
  /** Of all answers and their keys together; 0: nothing is kept. */
  readonly maxBytes: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Gets every project that was read, as it does from a reader. */
  readonly onRead: (projectArn: ProjectArn) => void;
  readonly observer: OperationObserver;
}

/** Frequent requests fit; longer requests or answers would push out too much else. */
const MAX_KEY_CHARACTERS = 16 * 1024;
const MAX_RESPONSE_BYTES = 1024 * 1024;

const NOTHING_KEPT: ResponseCache = {
  find: () => undefined,
  underWay: () => undefined,
  begin: () => () => {},
};

export function createResponseCache(options: ResponseCacheOptions): ResponseCache {
  return options.maxBytes === 0 ? NOTHING_KEPT : new MemoryResponseCache(options);
}

class MemoryResponseCache implements ResponseCache {
  private readonly admissionFilter = createAdmissionFilter();
  private readonly responses: LRUCache<string, CachedResponse>;
  private readonly computing = new Map<string, Promise<void>>();

  constructor(private readonly options: ResponseCacheOptions) {
    this.responses = new LRUCache({
      maxSize: options.maxBytes,
      maxEntrySize: MAX_RESPONSE_BYTES,
      sizeCalculation: ({ reply }, key) => reply.body.length + key.length,
    });
  }

  find(key: string, { request, requestId }: Pick<Exchange, 'request' | 'requestId'>, subject?: string) {
    const cached = this.responses.get(key);
    if (cached === undefined) return undefined;
    const { reply, operationName: name, callContext } = cached;
    const { cost, cacheDependencies } = callContext;
    const { clock, observer, onRead } = this.options;
    const now = clock.now();
    if (!cacheDependencies?.isFreshAt(now)) {
      this.responses.delete(key);
      return undefined;
    }
    for (const projectArn of cacheDependencies.projects) onRead(projectArn);
    const running = observer.began(requestId, 'http', traceparentOf(request), subject);
    running.ended({ type: 'query', name, cost, codes: [], isCached: true });
    const ageSeconds = cacheDependencies.ageSecondsAt(now);
    // A literal, no spread: Node 20 takes fifty times as long for those.
    const { status, headers, body, head } = reply;
    return head ? { status, headers, body, head, ageSeconds } : { status, headers, body, ageSeconds };
  }

  underWay(key: string): Promise<void> | undefined {
    return this.computing.get(key);
  }

  begin(key: string): (answer: CachedResponse | null) => void {
    if (key.length > MAX_KEY_CHARACTERS) return () => {};
    const { isKnown, note } = this.admissionFilter.check(key);
    let finish = () => {};
    // When an answer is stale, a thousand requests for it share one computation.
    const isShared = isKnown && !this.computing.has(key);
    if (isShared) this.computing.set(key, new Promise((resolve) => (finish = resolve)));
    return (answer) => {
      // Most requests that come once never come again: the answer is kept the second time.
      if (answer && this.isWorthKeeping(answer)) {
        if (isKnown) this.responses.set(key, toCachedResponse(answer));
        else note();
      }
      if (isShared) this.computing.delete(key);
      finish();
    };
  }

  private isWorthKeeping({ callContext: { cost, cacheDependencies } }: CachedResponse): boolean {
    return !cost.stale && cacheDependencies?.isFreshAt(this.options.clock.now()) === true;
  }
}

/** The same answer the next time: then all of it comes from the catalog. */
function toCachedResponse({ reply, operationName, callContext }: CachedResponse): CachedResponse {
  const fromCatalog = callContext.cacheDependencies?.reads ?? 0;
  const cost = { calls: 0, coalesced: 0, fromCatalog, stale: false };
  return {
    reply: pack({ ...reply, body: withCost(dataPartOf(String(reply.body)), cost) }),
    operationName,
    callContext: { ...callContext, cost },
  };
}

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
