import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../model.js';

/** A stretch of time in which the clocks of a zone are ahead of UTC by the same. */
interface Stretch {
  /** Infinite where none comes before. */
  readonly fromMs: EpochMs;
  /** Exclusive; infinite where none comes after. */
  readonly toMs: EpochMs;
  readonly offsetMs: number;
}

/** Clocks are at most so far ahead of UTC, in any zone at any time. */
const MOST_AHEAD_MS = 16 * 3_600_000;

/** The stretches that were needed so far: a zone has two a year, and finding one takes as long as all else here. */
const known = new Map<string, Stretch[]>();
/** Which names were asked about, and whether they are zones: a process knows the same ones to its end. */
const names = new Map<string, boolean>();
/** More than there are; names count in upper and lower case. */
const MAX_ZONES = 1_000;

/**
 * Whether a zone has this IANA name. Offsets such as `+02:00` are none. Intl takes some of ICU's abbreviations, PST for
 * example, which Temporal refuses; Temporal takes whole timestamps, which Intl refuses: a name must be good for both.
 */
export function isTimeZone(name: string): boolean {
  const told = names.get(name);
  if (told !== undefined) return told;
  if (names.size >= MAX_ZONES) names.clear();
  const isOne = isTaken(name);
  names.set(name, isOne);
  return isOne;
}

function isTaken(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** What clocks show at an instant, as if the zone were UTC. */
export function toWallMs(timeZone: string, at: EpochMs): number {
  return at + stretchAt(timeZone, at).offsetMs;
}

/**
 * The first instant at which clocks show this; the next instant that there is, where it is skipped.
 * @param wallMs - as if the zone were UTC
 */
export function fromWallMs(timeZone: string, wallMs: number): EpochMs {
  let stretch = stretchAt(timeZone, wallMs - MOST_AHEAD_MS);
  for (;;) {
    const at = wallMs - stretch.offsetMs;
    if (at < stretch.fromMs) return stretch.fromMs;
    if (at < stretch.toMs) return at;
    stretch = stretchAt(timeZone, stretch.toMs);
  }
}

function stretchAt(timeZone: string, at: EpochMs): Stretch {
  const ofZone = known.get(timeZone) ?? [];
  const found = ofZone.find(({ fromMs, toMs }) => fromMs <= at && at < toMs);
  if (found) return found;
  if (known.size >= MAX_ZONES) known.clear();
  const stretch = findStretch(timeZone, Math.floor(at));
  known.set(timeZone, [stretch, ...ofZone]);
  return stretch;
}

function findStretch(timeZone: string, at: EpochMs): Stretch {
  const zoned = (ms: EpochMs) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const here = zoned(at);
  const before = zoned(at + 1).getTimeZoneTransition('previous'); // one at this very millisecond counts
  const after = here.getTimeZoneTransition('next');
  return {
    fromMs: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: here.offsetNanoseconds / 1_000_000,
  };
}
