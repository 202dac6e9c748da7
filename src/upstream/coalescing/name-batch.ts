import type { Ask, Look } from '../port.js';
import { SharedAsk } from './shared-call.js';

export type LookFor<T> = (names: readonly string[], ask: Ask) => Promise<Look<T> | null>;

/** Names that are looked for with one look. */
export interface Batch<T> {
  readonly ask: SharedAsk;
  readonly names: Set<string>;
  readonly answer: Promise<Look<T> | null>;
  /** Looks for the names that are in it by now. */
  start(): void;
}

export function createBatch<T>(first: Ask, look: LookFor<T>): Batch<T> {
  const ask = new SharedAsk(first);
  const names = new Set<string>();
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  return { ask, names, answer: started.then(() => look([...names], ask)), start };
}
