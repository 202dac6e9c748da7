import type { TypedDocument } from './document.js';
import { readStream } from './event-stream.js';
import { createRetries, type RetryOptions } from './retry.js';
import type { Send } from './transport.js';

/** What every watch may say. */
export interface ResumeOptions extends RetryOptions {
  /** Begin after this cursor; now unless given. */
  readonly after?: string;
  /** Called whenever a connection is open, the first and every later one. */
  readonly onOpen?: (() => void) | undefined;
  /** Also give the events of kind BOOKMARK, for a reader that stores the cursor itself. */
  readonly bookmarks?: boolean;
}

export interface WatchDependencies {
  readonly send: Send;
  readonly silenceMs: number;
  readonly retryForMs: number;
  readonly readCursor: (options: RetryOptions) => Promise<string>;
}

interface Positioned {
  readonly kind: string;
  readonly cursor: string;
}

/**
 * The events of a subscription from the first `next()` on, each once and in order, over as many connections as it takes.
 * @throws GatewayError for what trying again cannot help, or the signal's reason
 */
export async function* resume<T extends Positioned, Data extends object>(
  { send, silenceMs, retryForMs, readCursor }: WatchDependencies,
  query: TypedDocument<Data, never>,
  { signal, onRetry, onOpen, after, bookmarks = false, ...filter }: ResumeOptions = {},
): AsyncGenerator<T, void, undefined> {
  signal?.throwIfAborted();
  // Asked for before the first connection, so that even one that breaks at once loses nothing.
  let cursor = after ?? (await readCursor({ signal, onRetry }));
  const retries = createRetries(retryForMs, { signal, onRetry });
  const opened = () => {
    retries.goOn();
    onOpen?.();
  };
  for (;;) {
    // Asked for always: else the cursor of a watch that is quiet for a day is older than the log.
    const request = { query, variables: { ...filter, after: cursor, bookmarks: true } };
    try {
      for await (const data of readStream({ send, request, silenceMs, signal, onOpen: opened })) {
        const event = Object.values(data as Data)[0] as T;
        cursor = event.cursor;
        retries.forget();
        if (bookmarks || event.kind !== 'BOOKMARK') yield event;
      }
      return;
    } catch (error) {
      await retries.pause(error);
    }
  }
}
