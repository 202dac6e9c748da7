import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { Frame, FrameWriter, Outcome, Waiter } from './frame-writer.js';
import type { EventPayload, Reader, Subscription } from './subscription.js';

/** How a transport writes an event. */
export interface Framing {
  toFrame(payload: EventPayload): Frame;
}

/** Says as an iterator that there is no more. */
export const DONE = { value: undefined, done: true } as const;

/**
 * Sends every event until the subscription ends or the connection closes; the next one is taken from the log when the
 * network has the last one.
 * @throws GatewayError SLOW_CONSUMER if the peer takes nothing for too long, or the log no longer holds what comes next
 */
export function deliver(
  subscription: Subscription,
  frameWriter: FrameWriter,
  framing: Framing,
): Promise<typeof DONE> {
  return new Promise((resolve, reject) => {
    subscription.requestNext(new Delivery(subscription, frameWriter, framing, resolve, reject));
  });
}

class Delivery implements Reader<EventPayload>, Waiter {
  /** Of the frame that is on its way out. */
  private cursor: Cursor = '';

  constructor(
    private readonly subscription: Subscription,
    private readonly frameWriter: FrameWriter,
    private readonly framing: Framing,
    private readonly resolve: (done: typeof DONE) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  take(payload: EventPayload | null): void {
    this.cursor = payload?.cursor ?? this.cursor;
    if (payload) this.frameWriter.post(this.framing.toFrame(payload), this);
    else this.end(null);
  }

  fail(error: unknown): void {
    this.end(error);
  }

  onOutcome(outcome: Outcome): void {
    if (outcome === 'taken') this.subscription.requestNext(this);
    else this.end(outcome === 'closed' ? null : takesNothing(this.cursor));
  }

  /** @param error - null: it has ended as it should */
  private end(error: unknown): void {
    this.subscription.end(error);
    if (error === null) this.resolve(DONE);
    else this.reject(error);
  }
}

/** @param cursor - of the frame that still waits: a client that reads this error has read that frame */
function takesNothing(cursor: Cursor): GatewayError {
  const message = 'You read too slowly: nothing was taken for a long time. Resume after your last cursor.';
  return new GatewayError('SLOW_CONSUMER', message, { cursor });
}
