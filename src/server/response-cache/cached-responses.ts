import type { ProjectArn } from '../../domain/arn.js';
import type { Exchange } from '../http/http-server.js';
import type { Reply } from '../http/reply.js';
import { traceparentOf } from '../http/request.js';
import type { Watch } from '../port.js';
import type { PreparedAnswer, PreparedAnswers } from './response-cache.js';

/** What comes before Apollo: requests whose answer is known are answered here, and leave the same traces. */
export interface FrontDoor {
  /** The answer, if it stands. Whoever asks this gives it to the client. */
  find(key: string, exchange: Pick<Exchange, 'request' | 'requestId'>, subject?: string): Reply | undefined;
  /** Settled when nobody computes an answer to the same any more; undefined if nobody does. */
  underWay(key: string): Promise<void> | undefined;
  /** Called by whoever computes an answer; the returned function is for when it has ended, with the answer if it has one. */
  begin(key: string): (answer: PreparedAnswer | null) => void;
}

/** @param onRead - hears of every project that was read, as it does from a reader */
export function createFrontDoor(
  answers: PreparedAnswers,
  onRead: (projectArn: ProjectArn) => void,
  watch: Watch,
): FrontDoor {
  const underWay = new Map<string, Promise<void>>();

  return {
    find(key, { request, requestId }, subject) {
      const prepared = answers.find(key);
      if (prepared === undefined) return undefined;
      const { reply, operationName, callContext } = prepared;
      for (const projectArn of callContext.cacheDependencies?.projects ?? []) onRead(projectArn);
      const running = watch.began(requestId, 'http', traceparentOf(request), subject);
      running.ended({
        type: 'query',
        name: operationName,
        cost: callContext.cost,
        codes: [],
        isPrepared: true,
      });
      return reply;
    },

    underWay: (key) => underWay.get(key),

    begin(key) {
      let settle = () => {};
      const miss = answers.miss(key);
      // When an answer has grown old, a thousand who want it want one that computes it.
      const isShared = miss.isSeen && !underWay.has(key);
      if (isShared) underWay.set(key, new Promise((resolve) => (settle = resolve)));
      return (answer) => {
        if (answer) miss.offer(answer);
        if (isShared) underWay.delete(key);
        settle();
      };
    },
  };
}
