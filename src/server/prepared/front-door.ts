import type { ProjectArn } from '../../domain/arn.js';
import type { LogOperation } from '../operation-log.js';
import type { Reply } from '../reply.js';
import type { PreparedAnswer, PreparedAnswers } from './answers.js';

/** What comes before Apollo: requests whose answer is known are answered here, and leave the same traces. */
export interface FrontDoor {
  /** The answer, if it stands. Whoever asks this gives it to the client. */
  find(key: string, requestId: string): Reply | undefined;
  offer(key: string, answer: PreparedAnswer): void;
}

/** @param onRead - hears of every project that was read, as it does from a reader */
export function createFrontDoor(
  answers: PreparedAnswers,
  onRead: (projectArn: ProjectArn) => void,
  logOperation: LogOperation,
): FrontDoor {
  return {
    find(key, requestId) {
      const startedAt = performance.now();
      const prepared = answers.find(key);
      if (prepared === undefined) return undefined;
      const { reply, operationName, ask } = prepared;
      for (const projectArn of ask.basis?.projects ?? []) onRead(projectArn);
      logOperation({
        requestId,
        operation: 'query',
        operationName,
        startedAt,
        cost: ask.cost,
        prepared: true,
      });
      return reply;
    },
    offer: answers.offer,
  };
}
