import type { EpochMs } from '../domain/model.js';

export type Transport = 'http' | 'websocket' | 'sse';

/** Is told what the server does; logs, metrics and traces come of it. */
export interface Watch {
  /** @param traceparent - the caller's own, as it came (https://www.w3.org/TR/trace-context/) */
  began(requestId: string, transport: Transport, traceparent: string | undefined): Running;
  /** A change was handed to a subscriber. @param observedAt - when the look that saw it began */
  delivered(observedAt: EpochMs): void;
}

/** An operation under way. */
export interface Running {
  /** Where the calls on its behalf belong in a trace; absent while there are no traces. */
  readonly traceparent?: string | undefined;
  /** A subscription is open, with what that cost. Its end may be hours away. */
  opened(operation: Named, cost: OperationCost): void;
  /** Once. */
  ended(operation: Ended): void;
}

export interface Named {
  /** Undefined: what came was no operation, or not one of those in the document. */
  readonly type: 'query' | 'mutation' | 'subscription' | undefined;
  /** The client's own name for it: any text. */
  readonly name: string | null | undefined;
}

export interface OperationCost {
  readonly calls: number;
  readonly coalesced: number;
  readonly fromCatalog: number;
  readonly stale: boolean;
  /** Default: 0. */
  readonly pendingInstances?: number;
}

export interface Ended extends Named {
  readonly cost?: OperationCost;
  /** Codes of its errors. */
  readonly codes: readonly string[];
  /** Codes of the refusals that a mutation answered as data. */
  readonly userErrors?: readonly string[];
  /** Answered with what was prepared for the same question. */
  readonly isPrepared?: boolean;
  /** How many events a subscription gave. */
  readonly events?: number;
}

/** For who does not want to be told. */
export const unwatched: Watch = {
  began: () => ({ opened: () => {}, ended: () => {} }),
  delivered: () => {},
};
