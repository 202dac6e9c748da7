import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import { type LogBounds, MAX_EVENTS } from './log-bounds.js';

/** Of what the log keeps, in time and in entries. Less than a tenth, so that it is sent within a tenth. */
const PART = 1 / 12;
const LONGEST_MS = 10 * 60_000;

/** When a follower's position is worth sending, though nothing matched. */
export class Bookmarks {
  private readonly everyMs: number;
  private readonly everyEntries: number;
  private toldAt = this.clock.now();
  /** How many entries were passed over since something was sent. */
  private passed = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    { retentionMs, maxEntries, maxEvents = MAX_EVENTS }: LogBounds,
  ) {
    this.everyMs = Math.min(LONGEST_MS, retentionMs * PART);
    this.everyEntries = Math.max(1, Math.floor(Math.min(maxEntries, maxEvents) * PART));
  }

  told(): void {
    this.toldAt = this.clock.now();
  }

  /** @param passed - entries after the last that matched, or all that were read */
  looked(passed: number, hasFound: boolean): void {
    this.passed = hasFound ? passed : this.passed + passed;
  }

  /** @param isCaughtUp - the follower has just come to the end of the log */
  isDue(isCaughtUp: boolean): boolean {
    const isFar = this.passed >= (isCaughtUp ? 1 : this.everyEntries);
    return isFar || this.clock.now() - this.toldAt >= this.everyMs;
  }

  /** A bookmark is sent. Returns when. */
  mark(): EpochMs {
    this.passed = 0;
    this.told();
    return this.toldAt;
  }

  /** One timer, which events do not touch: it is set again where something was sent meanwhile. */
  wait(wake: () => void): void {
    this.cancel ??= this.clock.after(Math.max(1, this.toldAt + this.everyMs - this.clock.now()), () => {
      this.cancel = null;
      wake();
    });
  }

  end(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
