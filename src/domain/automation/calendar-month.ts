import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../model.js';
import { isTimeZone } from './wall-clock.js';

/** A month as a calendar on the wall has it. */
export interface CalendarMonth {
  /** For example `2026-11`. The same in every time zone. */
  readonly name: string;
  readonly fromMs: EpochMs;
  /** Exclusive. */
  readonly toMs: EpochMs;
}

/**
 * The month that a moment lies in. It begins with the first moment of its first day, also where midnight is skipped. A zone that
 * was known when it was stored, and is not any more, counts as UTC.
 */
export function monthAt(storedZone: string, atMs: EpochMs): CalendarMonth {
  const timeZone = isTimeZone(storedZone) ? storedZone : 'UTC';
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone);
  const first = today.toPlainDate().with({ day: 1 });
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    name: first.toString().slice(0, -3),
    fromMs: startOf(first),
    toMs: startOf(first.add({ months: 1 })),
  };
}
