import type { Clock } from './clock.js';

/** What was not written one by one. */
export interface Omitted {
  readonly subject: string;
  /** What it was → how often. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Bounds what is written for one subject: what is more is counted, and reported once a minute. */
export interface GrowthLimit {
  /** Whether there is room for `bytes` more of this subject's in this minute. If not, one more `what` is counted. */
  admits(subject: string, bytes: number, what: string): boolean;
}

const MINUTE_MS = 60_000;
/** Different things counted for one subject; the rest is counted together. */
const MAX_COUNTED = 20;
const REST = 'other';

/**
 * @param bytesPerMinute - of each subject
 * @param summarise - gets, at the end of a minute, every subject that had no room
 */
export function createGrowthLimit(
  clock: Clock,
  bytesPerMinute: number,
  summarise: (omitted: Omitted) => void,
): GrowthLimit {
  const subjects = new Map<string, { bytes: number; counts: Map<string, number> }>();

  function endMinute(): void {
    const ended = [...subjects];
    subjects.clear();
    for (const [subject, { counts }] of ended)
      if (counts.size > 0) summarise({ subject, counts: Object.fromEntries(counts) });
  }

  return {
    admits(subject, bytes, what) {
      if (subjects.size === 0) clock.after(MINUTE_MS, endMinute);
      const own = subjects.get(subject) ?? { bytes: 0, counts: new Map<string, number>() };
      subjects.set(subject, own);
      if (own.bytes + bytes <= bytesPerMinute) {
        own.bytes += bytes;
        return true;
      }
      const name = own.counts.has(what) || own.counts.size < MAX_COUNTED ? what : REST;
      own.counts.set(name, (own.counts.get(name) ?? 0) + 1);
      return false;
    },
  };
}
