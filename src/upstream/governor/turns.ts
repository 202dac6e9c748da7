import type { Clock } from '../../clock.js';
import type { GatewayError } from '../../domain/errors.js';
import type { Ask, Lane } from '../port.js';
import { whenDue } from './deadline.js';
import { noTimeLeft, noTurn } from './failures.js';
import { countAhead, firstOf, goesBefore } from './lanes.js';
import type { Permit, Permits } from './permits.js';
import { SharedAsk } from './shared-ask.js';

/** The queue before one operation of one account and region. */
export interface Turns {
  /**
   * Waits for a permit. Rejects with UPSTREAM_THROTTLED at once when the turn cannot come before the deadline,
   * otherwise at the deadline.
   */
  next(ask: Ask): Promise<Permit>;
  /** Milliseconds after which a newcomer in this lane could go. */
  waitMs(lane: Lane): number;
  /** Turns those away that wait in one of these lanes. */
  refuse(lanes: readonly Lane[], error: GatewayError): void;
}

interface Waiter {
  readonly ask: Ask;
  readonly grant: (permit: Permit) => void;
  readonly refuse: (error: GatewayError) => void;
}

export function createTurns(clock: Clock, permits: Permits): Turns {
  const waiting = new Set<Waiter>();
  let isLooking = false;
  let hasChanged = false;
  let isTaking = false;
  let callOffLook = () => {};

  // Whom a permit is just being taken for counts once: as sent.
  const waitMs = (lane: Lane) => permits.waitMs(Math.max(0, countAhead(waiting, lane) - Number(isTaking)));
  const tooLate = (lane: Lane) => {
    const ms = waitMs(lane);
    return ms > 0 ? noTurn(ms) : noTimeLeft();
  };

  /** Grants what can be granted. What changes while permits are asked for is looked at again. */
  async function look(): Promise<void> {
    hasChanged = true;
    if (isLooking) return;
    isLooking = true;
    while (hasChanged) {
      hasChanged = false;
      callOffLook();
      await grantAll();
    }
    isLooking = false;
  }

  async function grantAll(): Promise<void> {
    for (let first = nextWaiter(); first; first = nextWaiter()) {
      const { lane } = first.ask;
      isTaking = true;
      const taken = await permits.take(lane);
      isTaking = false;
      if (!taken.permit) {
        callOffLook = clock.after(Math.max(1, taken.waitMs), look);
        return;
      }
      grant(taken.permit, lane);
    }
  }

  /** A permit taken for `lane` serves whoever is first by now, but none below that lane. */
  function grant(permit: Permit, lane: Lane): void {
    const first = nextWaiter();
    if (first && !goesBefore(lane, first.ask.lane)) first.grant(lookingAgain(permit));
    else permit.giveBack();
  }

  function nextWaiter(): Waiter | undefined {
    return firstOf(waiting, clock.now());
  }

  /** What becomes of a permit can bring the next turn nearer. */
  function lookingAgain(permit: Permit): Permit {
    const then =
      <A extends unknown[]>(use: (...args: A) => void) =>
      (...args: A) => {
        use(...args);
        void look();
      };
    return {
      answered: then(permit.answered),
      throttled: then(permit.throttled),
      giveBack: then(permit.giveBack),
    };
  }

  function wait(ask: Ask): Promise<Permit> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(waiter);
        callOffDeadline();
        unfollow?.();
      };
      const waiter: Waiter = {
        ask,
        grant(permit) {
          leave();
          resolve(permit);
        },
        refuse(error) {
          leave();
          reject(error);
        },
      };
      const unfollow = ask instanceof SharedAsk ? ask.onChange(look) : undefined;
      const callOffDeadline = whenDue(
        clock,
        () => ask.deadlineAt,
        () => waiter.refuse(tooLate(ask.lane)),
      );
      waiting.add(waiter);
      void look();
    });
  }

  return {
    async next(ask) {
      if (clock.now() + waitMs(ask.lane) >= ask.deadlineAt) throw tooLate(ask.lane);
      return wait(ask);
    },
    waitMs,
    refuse(lanes, error) {
      for (const it of [...waiting]) if (lanes.includes(it.ask.lane)) it.refuse(error);
    },
  };
}
