import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import type { EpochMs } from '../../domain/model.js';
import type { Priority } from '../port.js';
import { cut, type LearnedRate, rateAt, unlearned } from './adaptive-rate.js';
import { createLateness } from './arrival-delay.js';
import { type Permit, type Permits, spareFor, type Taken } from './permits.js';
import {
  availableIn,
  capacityOf,
  nextTurnAt,
  pruned,
  type Send,
  turnAt,
  type Window,
} from './sliding-window.js';

/** The permits of a gateway that is alone. */
export function createMemoryPermits(
  clock: Clock,
  at: AccountRegion,
  operation: string,
  limitPerSecond: number,
): Permits {
  const lateness = createLateness();
  let learned: LearnedRate = unlearned(limitPerSecond);
  let sends: readonly Send[] = [];
  let throttles: readonly EpochMs[] = [];

  function windowNow(): Window {
    const window = pruned({ rate: rateAt(learned, clock.now()), sends }, clock.now());
    sends = window.sends;
    return window;
  }

  function permitFor(send: Send): Permit {
    const replace = (...by: Send[]) => {
      sends = sends.flatMap((it) => (it === send ? by : [it]));
    };
    return {
      answered: (latencyMs) => replace({ ...send, lateMs: lateness.of(latencyMs) }),
      throttled(latencyMs) {
        replace({ ...send, lateMs: lateness.of(latencyMs) });
        learned = cut(learned, send.sentAt, clock.now());
        throttles = [...lastMinute(throttles, clock.now()), clock.now()];
      },
      giveBack: () => replace(),
    };
  }

  return {
    async take(priority: Priority): Promise<Taken> {
      const now = clock.now();
      const window = windowNow();
      const turn = nextTurnAt(window, now, spareFor(priority, capacityOf(window.rate)));
      if (turn > now) return { permit: null, waitMs: turn - now };
      const send: Send = { sentAt: now, lateMs: null };
      sends = [...sends, send];
      return { permit: permitFor(send) };
    },
    waitMs: (ahead) => turnAt(windowNow(), clock.now(), ahead) - clock.now(),
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
