import type { GraphQLError } from 'graphql';
import type { Log } from '../log.js';
import type { Cost } from '../upstream/port.js';

/** What is said of an operation that has ended. */
export interface OperationEnd {
  readonly requestId: string;
  readonly operation: string | undefined;
  readonly operationName: string | null;
  /** `performance.now()` when it came. */
  readonly startedAt: number;
  readonly cost: Readonly<Cost>;
  readonly errors?: readonly GraphQLError[] | undefined;
  /** Answered from what was prepared. */
  readonly prepared?: true;
}

/** One log line for each operation, however it was answered. */
export type LogOperation = (end: OperationEnd) => void;

export function createOperationLog(log: Log): LogOperation {
  return ({ requestId, operation, operationName, startedAt, cost, errors, prepared }) => {
    const durationMs = Math.round(performance.now() - startedAt);
    const codes = errors?.map((it) => it.extensions.code);
    const line = { requestId, operation, operationName, durationMs, ...cost, codes, prepared };
    log.info(line, 'operation');
  };
}
