import type { ProjectArn } from '../../domain/arn.js';
import type { Exchange } from '../http/http-server.js';
import type { Reply } from '../http/reply.js';
import { traceparentOf } from '../http/request.js';
import type { OperationObserver } from '../port.js';
import type { CachedResponse, ResponseCache } from './response-cache.js';

/**
 * The response cache before Apollo: requests with a cached answer are answered here, and leave the same log and
 * metrics.
 */
export interface CachedResponses {
  /** The answer, if it is fresh. The caller sends it to the client. */
  find(key: string, exchange: Pick<Exchange, 'request' | 'requestId'>, subject?: string): Reply | undefined;
  /** Settles when no request computes the same answer any more; undefined if none does. */
  underWay(key: string): Promise<void> | undefined;
  /**
   * Called before an answer is computed; the returned function is for when that has ended, with the answer if there is
   * one.
   */
  begin(key: string): (answer: CachedResponse | null) => void;
}

/** @param onRead - gets every project that was read, as it does from a reader */
export function createCachedResponses(
  responseCache: ResponseCache,
  onRead: (projectArn: ProjectArn) => void,
  observer: OperationObserver,
): CachedResponses {
  const underWay = new Map<string, Promise<void>>();

  return {
    find(key, { request, requestId }, subject) {
      const cached = responseCache.find(key);
      if (cached === undefined) return undefined;
      const { reply, operationName, callContext } = cached;
      for (const projectArn of callContext.cacheDependencies?.projects ?? []) onRead(projectArn);
      const running = observer.began(requestId, 'http', traceparentOf(request), subject);
      running.ended({
        type: 'query',
        name: operationName,
        cost: callContext.cost,
        codes: [],
        isCached: true,
      });
      return reply;
    },

    underWay: (key) => underWay.get(key),

    begin(key) {
      let finish = () => {};
      const miss = responseCache.miss(key);
      // When an answer is stale, a thousand requests for it share one computation.
      const isShared = miss.isSeen && !underWay.has(key);
      if (isShared) underWay.set(key, new Promise((resolve) => (finish = resolve)));
      return (answer) => {
        if (answer) miss.offer(answer);
        if (isShared) underWay.delete(key);
        finish();
      };
    },
  };
}
