import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { EventOperation, StreamEvent } from './event-payloads.js';
import type { Frame, FrameWriter, Outcome, Waiter } from './frame-writer.js';

/** An event, ready to be framed. */
export interface EventPayload {
  /** The event's payload, in UTF-8; subscribers of the same event share the bytes. */
  readonly json: Buffer;
  readonly cursor: Cursor;
}

/** Gets the next event. A callback and no promise: an event goes to thousands at once. */
export interface Reader<T> {
  /** Null: there are no more. */
  take(value: T | null): void;
  fail(error: unknown): void;
}

/** Where a subscription's events come from. */
export interface EventSource {
  /** Gives the next to `reader`, once, at once or later. Only one may be under way at a time. */
  requestNext(reader: Reader<StreamEvent>): void;
  /** At any time: a waiting reader gets the end. */
  return(): unknown;
}

export interface Subscription {
  readonly operation: EventOperation;
  /**
   * Gives the next to `reader`, once, at once or later; or what broke it off, SLOW_CONSUMER once the log no longer
   * holds what comes next. Only one may be under way at a time. Takes nothing from the log before it is called, so a
   * slow reader costs an offset.
   */
  requestNext(reader: Reader<EventPayload>): void;
  /** At any time, also while a reader waits. `error` is what broke it off. */
  end(error?: unknown): void;
}

/**
 * What is the same for all subscriptions of an engine: thousands are open, each with as little of its own as can be.
 */
export interface SubscriptionHandlers<T extends EventOperation> {
  readonly toPayload: (operation: T, event: StreamEvent) => Buffer | Promise<Buffer>;
  /** Called once, with how many events there were and what broke it off, or null. */
  readonly onEnd: (operation: T, events: number, error: unknown) => void;
}

export class SourceSubscription<T extends EventOperation> implements Subscription, Reader<StreamEvent> {
  private events = 0;
  private hasEnded = false;
  private reader: Reader<EventPayload> | null = null;

  constructor(
    readonly operation: T,
    private readonly source: EventSource,
    private readonly handlers: SubscriptionHandlers<T>,
  ) {}

  requestNext(reader: Reader<EventPayload>): void {
    this.reader = reader;
    this.source.requestNext(this);
  }

  take(event: StreamEvent | null): void {
    const payload = event && this.handlers.toPayload(this.operation, event);
    if (event === null || payload === null) this.give(null);
    else if (Buffer.isBuffer(payload)) this.give({ json: payload, cursor: event.cursor });
    else
      payload
        .then((json) => this.give({ json, cursor: event.cursor }))
        .catch((error: unknown) => this.fail(error));
  }

  fail(error: unknown): void {
    this.end(error);
    this.reader?.fail(error);
  }

  end(error: unknown = null): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    void this.source.return();
    this.handlers.onEnd(this.operation, this.events, error);
  }

  private give(payload: EventPayload | null): void {
    const isMore = payload !== null && !this.hasEnded;
    if (isMore) this.events += 1;
    else this.end();
    this.reader?.take(isMore ? payload : null);
  }
}

/** How a transport writes an event. */
export interface Framing {
  toFrame(payload: EventPayload): Frame;
}

/**
 * Sends every event until the subscription ends or the connection closes; the next one is taken from the log when the
 * network has the last one.
 * @throws GatewayError SLOW_CONSUMER if the peer takes nothing for too long, or the log no longer holds what comes next
 */
export function deliver(
  subscription: Subscription,
  frameWriter: FrameWriter,
  framing: Framing,
): Promise<void> {
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
    private readonly resolve: () => void,
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
    if (error === null) this.resolve();
    else this.reject(error);
  }
}

/** @param cursor - of the frame that still waits: a client that reads this error has read that frame */
function takesNothing(cursor: Cursor): GatewayError {
  const message = 'You read too slowly: nothing was taken for a long time. Resume after your last cursor.';
  return new GatewayError('SLOW_CONSUMER', message, { cursor });
}
