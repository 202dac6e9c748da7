import { print } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { WatchStatusDocument, type WatchStatusSubscription } from '../../schema/generated/operations.js';
import type { TestGateway } from './gateway.js';

export type StatusEvent = WatchStatusSubscription['modelVersionStatusChanged'];

export const WATCH_STATUS = print(WatchStatusDocument);

export const wsUrlOf = (gateway: Pick<TestGateway, 'url'>) => `${gateway.url.replace('http', 'ws')}/graphql`;
export const sseUrlOf = (gateway: Pick<TestGateway, 'url'>) => `${gateway.url}/graphql/stream`;

/** Where the log stands: what is subscribed to after this misses nothing, however late it is. */
export async function cursorOf(gateway: TestGateway): Promise<string> {
  const { data } = await gateway.query<{ eventCursor: string }>('{ eventCursor }');
  return data?.eventCursor ?? 'no cursor';
}

/** What a test follows, and waits for. */
export interface Stream<T = StatusEvent> {
  readonly events: readonly T[];
  /** What ended it, once it has ended: an error, or null. */
  readonly ended: Promise<unknown>;
  /** Resolves with the events when `isThere` says so; rejects when the deadline passes or the stream ends before. */
  until(isThere: (events: readonly T[]) => boolean): Promise<readonly T[]>;
  stop(): void;
}

const DEADLINE_MS = 30_000;

interface Sink<T> {
  next(event: T): void;
  error(error: unknown): void;
  complete(): void;
}

/** Collects what `subscribe` gives to its sink. */
export function collect<T>(subscribe: (sink: Sink<T>) => () => void): Stream<T> {
  const events: T[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const check of waiting) check();
  };
  let end: (error: unknown) => void = () => {};
  let hasEnded = false;
  const ended = new Promise<unknown>((resolve) => {
    end = (error) => {
      hasEnded = true;
      resolve(error);
      look();
    };
  });
  const stop = subscribe({
    next(event) {
      events.push(event);
      look();
    },
    error: (error) => end(error),
    complete: () => end(null),
  });

  function until(isThere: (events: readonly T[]) => boolean): Promise<readonly T[]> {
    return new Promise((resolve, reject) => {
      const settle = (error: Error | null) => {
        clearTimeout(deadline);
        waiting.delete(check);
        if (error) reject(error);
        else resolve(events);
      };
      const check = () => {
        if (isThere(events)) settle(null);
        else if (hasEnded) settle(new Error(`The stream ended after ${JSON.stringify(events)}`));
      };
      const deadline = setTimeout(
        () => settle(new Error(`Still waiting after ${JSON.stringify(events.slice(-10))}`)),
        DEADLINE_MS,
      );
      waiting.add(check);
      check();
    });
  }

  return { events, ended, until, stop };
}

type Variables = Record<string, unknown>;
/** What public clients hand over for one event. */
interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

/** `next` gives the event in a result, or ends the stream with its errors. */
export function eventsOf(sink: Sink<StatusEvent>) {
  return ({ data, errors }: Result): void => {
    if (errors) sink.error(errors);
    else sink.next((data as WatchStatusSubscription).modelVersionStatusChanged);
  };
}

/** Follows with graphql-ws's own client, which does not come back by itself here. */
export function followByWs(
  gateway: Pick<TestGateway, 'url'>,
  variables: Variables = {},
  query = WATCH_STATUS,
): Stream {
  return collect((sink) => {
    const client = createWsClient({ url: wsUrlOf(gateway), webSocketImpl: WebSocket, retryAttempts: 0 });
    client.subscribe({ query, variables }, { ...sink, next: eventsOf(sink) });
    return () => void client.dispose();
  });
}

/** Follows with graphql-sse's own client, which does not come back by itself here. */
export function followBySse(gateway: TestGateway, variables: Variables = {}, query = WATCH_STATUS): Stream {
  return collect((sink) => {
    const client = createSseClient({ url: sseUrlOf(gateway), retryAttempts: 0 });
    client.subscribe({ query, variables }, { ...sink, next: eventsOf(sink) });
    return () => client.dispose();
  });
}
