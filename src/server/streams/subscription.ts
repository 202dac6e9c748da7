import type { Cursor } from '../../domain/event.js';
import type { EventOperation, StreamEvent, ToPayload } from './payloads.js';

/** An event, ready to be framed. */
export interface Prepared {
  /** The event's payload, in UTF-8; the same bytes for all who are told the same. */
  readonly json: Buffer;
  readonly cursor: Cursor;
}

export interface Subscription {
  readonly operation: EventOperation;
  /**
   * Null at the end. Takes nothing from the log before it is called, so a slow reader costs an offset.
   * @throws GatewayError SLOW_CONSUMER once the log no longer holds what comes next
   */
  next(): Promise<Prepared | null>;
  /** At any time, also while a `next()` waits. `error` is what broke it off. */
  end(error?: unknown): void;
}

/** @param onEnd - called once, with how many events there were and what broke it off, or null */
export function createSubscription(
  operation: EventOperation,
  source: AsyncIterator<StreamEvent>,
  toPayload: ToPayload,
  onEnd: (events: number, error: unknown) => void,
): Subscription {
  let events = 0;
  let hasEnded = false;

  function end(error: unknown = null): void {
    if (hasEnded) return;
    hasEnded = true;
    void source.return?.();
    onEnd(events, error);
  }

  async function next(): Promise<Prepared | null> {
    const { value, done } = await source.next();
    if (done) return null;
    const json = await toPayload(operation, value);
    return hasEnded ? null : { json, cursor: value.cursor };
  }

  return {
    operation,
    async next() {
      try {
        const prepared = await next();
        if (prepared) events += 1;
        else end();
        return prepared;
      } catch (error) {
        end(error);
        throw error;
      }
    },
    end,
  };
}
