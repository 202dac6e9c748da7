import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import type { EpochMs } from '../../domain/model.js';
import type { Priority } from '../port.js';
import { type AdaptiveRate, cut, fullRate, rateAt } from './adaptive-rate.js';
import type { Permit, PermitResult, Permits } from './permits.js';
import {
  availableIn,
  capacityOf,
  createArrivalDelay,
  nextSendAt,
  pruned,
  type Send,
  type SlidingWindow,
  sendAt,
} from './sliding-window.js';

/** Share of the permits that the poller leaves for requests: one of five. */
export const SPARE = 0.2;

/** The permits of a gateway that is alone. */
export function createMemoryPermits(
  clock: Clock,
  at: AccountRegion,
  operation: string,
  limitPerSecond: number,
): Permits {
  const arrivalDelay = createArrivalDelay();
  let adaptiveRate: AdaptiveRate = fullRate(limitPerSecond);
  let sends: readonly Send[] = [];
  let throttles: readonly EpochMs[] = [];

  function windowNow(): SlidingWindow {
    const window = pruned({ rate: rateAt(adaptiveRate, clock.now()), sends }, clock.now());
    sends = window.sends;
    return window;
  }

  function permitFor(send: Send): Permit {
    const replace = (...by: Send[]) => {
      sends = sends.flatMap((it) => (it === send ? by : [it]));
    };
    return {
      answered: (latencyMs) => replace({ ...send, arrivalDelayMs: arrivalDelay.of(latencyMs) }),
      throttled(latencyMs) {
        replace({ ...send, arrivalDelayMs: arrivalDelay.of(latencyMs) });
        adaptiveRate = cut(adaptiveRate, send.sentAt, clock.now());
        throttles = [...lastMinute(throttles, clock.now()), clock.now()];
      },
      release: () => replace(),
    };
  }

  return {
    async acquire(priority: Priority): Promise<PermitResult> {
      const now = clock.now();
      const window = windowNow();
      const sendTime = nextSendAt(window, now, spareFor(priority, capacityOf(window.rate)));
      if (sendTime > now) return { permit: null, waitMs: sendTime - now };
      const send: Send = { sentAt: now, arrivalDelayMs: null };
      sends = [...sends, send];
      return { permit: permitFor(send) };
    },
    waitMs: (ahead) => sendAt(windowNow(), clock.now(), ahead) - clock.now(),
    budget(): Budget {
      const window = windowNow();
      return {
        accountId: at.accountId,
        region: at.region,
        operation,
        limitPerSecond: window.rate,
        available: availableIn(window, clock.now()),
        throttledLastMinute: lastMinute(throttles, clock.now()).length,
      };
    },
  };
}

function lastMinute(times: readonly EpochMs[], now: EpochMs): EpochMs[] {
  return times.filter((it) => it > now - 60_000);
}

/** Permits that a call leaves untouched. Where only one exists none can be spared, or the poller would stand still. */
function spareFor(priority: Priority, capacity: number): number {
  if (priority !== 'poller' || capacity === 1) return 0;
  return Math.max(1, Math.floor(capacity * SPARE));
}
