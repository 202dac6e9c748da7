import type { CatalogState } from '../state/catalog-state.js';
import type { Waiting } from './waiting.js';

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
