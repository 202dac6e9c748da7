import type { Cursor } from '../../domain/event.js';
import type { EventOperation, StreamEvent } from './event-payloads.js';

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
