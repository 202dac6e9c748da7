import type { CallContext, Snapshot } from '../port.js';
import { SharedCall } from './shared-call.js';

export type DescribeNames<T> = (
  names: readonly string[],
  callContext: CallContext,
) => Promise<Snapshot<T> | null>;

/** Names that one describe looks up. */
export interface NameBatch<T> {
  readonly callContext: SharedCall;
  readonly names: Set<string>;
  readonly answer: Promise<Snapshot<T> | null>;
  /** Describes the names that are in it by now. */
  start(): void;
}

export function createNameBatch<T>(first: CallContext, describeNames: DescribeNames<T>): NameBatch<T> {
  const callContext = new SharedCall(first);
  const names = new Set<string>();
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  return { callContext, names, answer: started.then(() => describeNames([...names], callContext)), start };
}
