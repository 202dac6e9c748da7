import type { Clock } from '../../clock.js';
import { invalidInput } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { Period } from '../../domain/money/period.js';

/** A period as a client gives it. */
export interface GivenPeriod {
  readonly from: EpochMs;
  /** Left out: now. */
  readonly to?: EpochMs | null;
}

/** @throws GatewayError INVALID_INPUT if it does not begin before it ends */
export function toPeriod({ from, to }: GivenPeriod, clock: Clock): Period {
  const end = to ?? Math.max(from, clock.wallNow());
  if (from < end || (from === end && to == null)) return { from, to: end };
  const instant = (at: EpochMs) => new Date(at).toISOString();
  throw invalidInput(`from: expected an instant before to, ${instant(end)}, not ${instant(from)}.`, ['from']);
}
