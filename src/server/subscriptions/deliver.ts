import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { Frame, Outcome, Outlet, Waiter } from './frame-writer.js';
import type { Prepared, Reader, Subscription } from './subscription.js';

/** How a transport writes an event. */
export interface Framing {
  toFrame(prepared: Prepared): Frame;
}

/** Says as an iterator that there is no more. */
export const DONE = { value: undefined, done: true } as const;

/**
 * Sends every event until the subscription ends or the connection closes; the next one is taken from the log when the
 * network has the last one.
 * @throws GatewayError SLOW_CONSUMER if the peer takes nothing for too long, or the log no longer holds what comes next
 */
export function deliver(subscription: Subscription, outlet: Outlet, framing: Framing): Promise<typeof DONE> {
  return new Promise((resolve, reject) => {
    subscription.ask(new Delivery(subscription, outlet, framing, resolve, reject));
  });
}

class Delivery implements Reader<Prepared>, Waiter {
  /** Of the frame that is on its way out. */
  private cursor: Cursor = '';

  constructor(
    private readonly subscription: Subscription,
    private readonly outlet: Outlet,
    private readonly framing: Framing,
    private readonly resolve: (done: typeof DONE) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  take(prepared: Prepared | null): void {
    this.cursor = prepared?.cursor ?? this.cursor;
    if (prepared) this.outlet.post(this.framing.toFrame(prepared), this);
    else this.end(null);
  }

  fail(error: unknown): void {
    this.end(error);
  }

  tell(outcome: Outcome): void {
    if (outcome === 'taken') this.subscription.ask(this);
    else this.end(outcome === 'closed' ? null : takesNothing(this.cursor));
  }

  /** @param error - null: it has ended as it should */
  private end(error: unknown): void {
    this.subscription.end(error);
    if (error === null) this.resolve(DONE);
    else this.reject(error);
  }
}

/** @param cursor - of the frame that still waits: who reads this error has read that */
function takesNothing(cursor: Cursor): GatewayError {
  const message = 'You read too slowly: nothing was taken for a long time. Resume after your last cursor.';
  return new GatewayError('SLOW_CONSUMER', message, { cursor });
}
