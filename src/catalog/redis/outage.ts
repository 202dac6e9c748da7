import type { Observation } from '../../domain/observation.js';
import { accountOf, type CatalogState } from '../state/catalog-state.js';
import { type Edit, toEdit } from '../state/proposal.js';

/** One that waits to be stored. */
export interface Waiting {
  readonly observation: Observation;
  readonly fencingToken: number | undefined;
  readonly resolve: () => void;
}

/** Changes that are kept while Redis is away; of older ones only what they led to. */
const MAX_UNSENT = 5_000;

/** What an instance knows on its own, from when it loses Redis until Redis knows all of it again. */
export class Outage {
  /** What is read meanwhile; null: there is no outage. */
  view: CatalogState | null = null;
  /** What changed a status, in order: each is a change to log. Everything else is in the view. */
  unsent: Waiting[] = [];
  /** Changes did not fit: they will not be logged one by one. */
  hasLost = false;

  constructor(private readonly maxUnsent = MAX_UNSENT) {}

  /** Reads go on from `known`, which is the outage's own from here on. */
  begin(state: CatalogState): void {
    this.view ??= state;
  }

  learn(batch: readonly Waiting[]): void {
    for (const it of batch) {
      const changes = this.view?.apply(it.observation) ?? [];
      if (changes.length > 0 || it.observation.kind === 'attachments-changed') this.unsent.push(it);
    }
    const excess = this.unsent.length - this.maxUnsent;
    if (excess <= 0) return;
    this.unsent.splice(0, excess);
    this.hasLost = true;
  }

  end(): void {
    this.view = null;
  }
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
