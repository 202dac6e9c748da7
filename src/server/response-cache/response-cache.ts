import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { CacheDependencies } from '../../domain/cache-dependencies.js';
import { dataPartOf, withCost } from '../http/graphql-body.js';
import { pack, type Reply } from '../http/reply.js';
import { createAdmissionFilter } from '../limits/admission-filter.js';
import type { OperationCost } from '../port.js';

/** An answer as it goes over the wire, less what is one request's own. */
export interface CachedResponse {
  readonly reply: Reply;
  readonly operationName: string | null;
  /** The subject of the request that made it; what it cost is what giving it again costs. */
  readonly callContext: CachedCallContext;
}

interface CachedCallContext {
  readonly cost: OperationCost;
  /** Absent: it cannot be kept. */
  readonly cacheDependencies?: CacheDependencies;
}

/**
 * Answers that would be the same if they were computed again. Each is fresh as long as its dependencies: any
 * observation that touches it, and its age, end it at once. Bounded; the least used goes first.
 */
export interface ResponseCache {
  /** @param key - everything that the answer depends on beside the data: the request, and the caller's rights */
  find(key: string): CachedResponse | undefined;
  /** For a request that computes the answer. */
  miss(key: string): Miss;
}

interface Miss {
  /** Whether the same request came before, and its answer could have been kept. */
  readonly isSeen: boolean;
  /** Keeps it if the same request came before: most requests that come once never come again. */
  offer(answer: CachedResponse): void;
}

const NEVER_KEPT: Miss = { isSeen: false, offer: () => {} };

/** Frequent requests fit; longer requests or answers would push out too much else. */
const MAX_KEY_CHARACTERS = 16 * 1024;
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** @param maxBytes - of all answers and their keys together; 0: nothing is kept */
export function createResponseCache(clock: Clock, maxBytes: number): ResponseCache {
  if (maxBytes === 0) return { find: () => undefined, miss: () => NEVER_KEPT };
  const admissionFilter = createAdmissionFilter();
  const responses = new LRUCache<string, CachedResponse>({
    maxSize: maxBytes,
    maxEntrySize: MAX_RESPONSE_BYTES,
    sizeCalculation: ({ reply }, key) => reply.body.length + key.length,
  });

  return {
    find(key) {
      const answer = responses.get(key);
      if (answer === undefined || answer.callContext.cacheDependencies?.isFreshAt(clock.now())) return answer;
      responses.delete(key);
      return undefined;
    },
    miss(key) {
      if (key.length > MAX_KEY_CHARACTERS) return NEVER_KEPT;
      const { isKnown, note } = admissionFilter.check(key);
      return {
        isSeen: isKnown,
        offer(answer) {
          const { cost, cacheDependencies } = answer.callContext;
          if (cost.stale || !cacheDependencies?.isFreshAt(clock.now())) return;
          if (isKnown) responses.set(key, toCachedResponse(answer, cacheDependencies.reads));
          else note();
        },
      };
    },
  };
}

/** The same answer the next time: then all of it comes from the catalog. */
function toCachedResponse(
  { reply, operationName, callContext }: CachedResponse,
  fromCatalog: number,
): CachedResponse {
  const cost = { calls: 0, coalesced: 0, fromCatalog, stale: false };
  return {
    reply: pack({ ...reply, body: withCost(dataPartOf(String(reply.body)), cost) }),
    operationName,
    callContext: { ...callContext, cost },
  };
}
