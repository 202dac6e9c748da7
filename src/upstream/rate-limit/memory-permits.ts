import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import type { EpochMs } from '../../domain/model.js';
import type { Priority } from '../port.js';
import { type AdaptiveRate, cut, fullRate, rateAt } from './adaptive-rate.js';
import type { Permit, PermitResult, Permits } from './permits.js';
import {
  ArrivalDelay,
  availableIn,
  capacityOf,
  nextSendAt,
  pruned,
  type Send,
  type SlidingWindow,
  sendAt,
} from './sliding-window.js';

/** Share of the permits that the poller leaves for requests: one of five. */
export const SPARE = 0.2;

/** The permits of a gateway that is alone. */
export class MemoryPermits implements Permits {
  private readonly arrivalDelay = new ArrivalDelay();
  private adaptiveRate: AdaptiveRate;
  private sends: readonly Send[] = [];
  private throttles: readonly EpochMs[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly at: AccountRegion,
    private readonly operation: string,
    limitPerSecond: number,
  ) {
    this.adaptiveRate = fullRate(limitPerSecond);
  }

  async acquire(priority: Priority): Promise<PermitResult> {
    const now = this.clock.now();
    const window = this.windowNow();
    const sendTime = nextSendAt(window, now, spareFor(priority, capacityOf(window.rate)));
    if (sendTime > now) return { permit: null, waitMs: sendTime - now };
    const send: Send = { sentAt: now, arrivalDelayMs: null };
    this.sends = [...this.sends, send];
    return { permit: this.permitFor(send) };
  }

  waitMs(ahead: number): number {
    return sendAt(this.windowNow(), this.clock.now(), ahead) - this.clock.now();
  }

  budget(): Budget {
    const window = this.windowNow();
    return {
      accountId: this.at.accountId,
      region: this.at.region,
      operation: this.operation,
      limitPerSecond: window.rate,
      available: availableIn(window, this.clock.now()),
      throttledLastMinute: lastMinute(this.throttles, this.clock.now()).length,
    };
  }

  private windowNow(): SlidingWindow {
    const now = this.clock.now();
    const window = pruned({ rate: rateAt(this.adaptiveRate, now), sends: this.sends }, now);
    this.sends = window.sends;
    return window;
  }

  private permitFor(send: Send): Permit {
    const replace = (...by: Send[]) => {
      this.sends = this.sends.flatMap((it) => (it === send ? by : [it]));
    };
    const noteAnswer = (latencyMs: number | null) =>
      replace({ ...send, arrivalDelayMs: this.arrivalDelay.of(latencyMs) });
    return {
      answered: noteAnswer,
      throttled: (latencyMs) => {
        noteAnswer(latencyMs);
        const now = this.clock.now();
        this.adaptiveRate = cut(this.adaptiveRate, send.sentAt, now);
        this.throttles = [...lastMinute(this.throttles, now), now];
      },
      release: () => replace(),
    };
  }
}

function lastMinute(times: readonly EpochMs[], now: EpochMs): EpochMs[] {
  return times.filter((it) => it > now - 60_000);
}

/** Permits that a call leaves untouched. Where only one exists none can be spared, or the poller would stand still. */
function spareFor(priority: Priority, capacity: number): number {
  if (priority !== 'poller' || capacity === 1) return 0;
  return Math.max(1, Math.floor(capacity * SPARE));
}
