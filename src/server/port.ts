import type { EpochMs } from '../domain/model.js';
import type { OperationCost } from '../domain/operation-cost.js';

export type Transport = 'http' | 'websocket' | 'sse';

/** Gets what the server does; logs, metrics and traces come of it. */
export interface OperationObserver {
  /**
   * @param traceparent - the caller's own, as it came (https://www.w3.org/TR/trace-context/)
   * @param subject - its log lines are counted, so that it cannot fill the log; undefined: they are not counted
   */
  began(
    requestId: string,
    transport: Transport,
    traceparent: string | undefined,
    subject?: string,
  ): RunningOperation;
  /** A change was handed to a subscriber. @param observedAt - when the refresh that saw it began */
  delivered(observedAt: EpochMs): void;
}

/** An operation under way. */
export interface RunningOperation {
  /** Where the calls on its behalf belong in a trace; absent while there are no traces. */
  readonly traceparent?: string | undefined;
  /** A subscription is open, with what that cost. Its end may be hours away. */
  opened(operation: OperationIdentity, cost: Readonly<OperationCost>): void;
  /** Once. */
  ended(operation: EndedOperation): void;
}

export interface OperationIdentity {
  /** Undefined: what came was no operation, or not one of those in the document. */
  readonly type: 'query' | 'mutation' | 'subscription' | undefined;
  /** The client's own name for it: any text. */
  readonly name: string | null | undefined;
}

export interface EndedOperation extends OperationIdentity {
  readonly cost?: Readonly<OperationCost>;
  /** Codes of its errors. */
  readonly codes: readonly string[];
  /** Codes of the refusals that a mutation answered as data. */
  readonly userErrors?: readonly string[];
  /** Answered from the response cache. */
  readonly isCached?: boolean;
  /** How many events a subscription gave. */
  readonly events?: number;
}

/** Reports nothing. */
export const unobserved: OperationObserver = {
  began: () => ({ opened: () => {}, ended: () => {} }),
  delivered: () => {},
};
