import type { Observation } from '../../domain/observation.js';
import { accountOf } from '../state/catalog-state.js';
import { type Edit, toEdit } from '../state/proposal.js';

/** An observation that waits to be stored. */
export interface Waiting {
  readonly observation: Observation;
  readonly fencingToken: number | undefined;
  readonly resolve: () => void;
}

/** Takes from the front as many as belong together: of one account, under one fencing token. */
export function takeBatch(queue: Waiting[]): Waiting[] {
  const [first] = queue;
  if (!first) return [];
  const account = accountOf(first.observation);
  const isOther = (it: Waiting) =>
    it.fencingToken !== first.fencingToken || accountOf(it.observation) !== account;
  const end = queue.findIndex(isOther);
  return queue.splice(0, end < 0 ? queue.length : end);
}

/** What a batch changes. @param batch - of one account, at least one */
export function editOf(batch: readonly Waiting[]): Edit {
  const observations = batch.map((it) => it.observation);
  return toEdit(accountOf(observations[0] as Observation), observations);
}
