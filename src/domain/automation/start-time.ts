import type { EpochMs } from '../model.js';

/** The record of how long starts of a project's versions took; its key is the project's ARN. */
export interface StartTimes {
  /** From the start to RUNNING, in milliseconds; the latest last, at most {@link MAX_REMEMBERED}. */
  readonly latestMs: readonly number[];
}

const MAX_REMEMBERED = 10;
/** Where no start was seen. */
const UNSEEN_MS = 30 * 60_000;

/** Reads a record of this release or an earlier one. */
export function readStartTimes(value: unknown): StartTimes {
  return { latestMs: (value as Partial<StartTimes> | undefined)?.latestMs ?? [] };
}

export function withStartTime({ latestMs }: StartTimes, startingAt: EpochMs, runningAt: EpochMs): StartTimes {
  return { latestMs: [...latestMs, Math.max(0, runningAt - startingAt)].slice(-MAX_REMEMBERED) };
}

/** How long before a window its model is started: the longest of the latest, so that it runs when the window opens. */
export function leadTimeMs({ latestMs }: StartTimes): number {
  return latestMs.length > 0 ? Math.max(...latestMs) : UNSEEN_MS;
}
