import { readStream } from './event-stream.js';
import {
  type ModelVersionStatus,
  WatchStatusDocument,
  type WatchStatusSubscription,
  type WatchStatusSubscriptionVariables,
} from './generated.js';
import { createRetries, type RetryOptions } from './retry.js';
import type { Send } from './transport.js';

type AnyEvent = WatchStatusSubscription['modelVersionStatusChanged'];

/** A status has changed. */
export type ChangedEvent = AnyEvent & { readonly kind: 'CHANGED'; readonly modelVersionArn: string };
/** How a version stands. */
export type CurrentEvent = AnyEvent & {
  readonly kind: 'CURRENT';
  readonly modelVersionArn: string;
  readonly status: ModelVersionStatus;
};
/** Changes were lost before this position: read your data again. */
export type GapEvent = AnyEvent & {
  readonly kind: 'GAP';
  readonly modelVersionArn: null;
  readonly status: null;
};

/** Only a position to resume from. */
export type BookmarkEvent = AnyEvent & {
  readonly kind: 'BOOKMARK';
  readonly modelVersionArn: null;
  readonly status: null;
};

export type StatusEvent = ChangedEvent | CurrentEvent | GapEvent;

export interface WatchOptions extends RetryOptions {
  /** Only versions of these projects, 1..100. */
  readonly projectArns?: readonly string[];
  /** Only these versions, 1..100. */
  readonly modelVersionArns?: readonly string[];
  /** Only changes into one of these. */
  readonly statuses?: readonly ModelVersionStatus[];
  /** Begin after this cursor; now unless given. */
  readonly after?: string;
  /** Begin with how each version stands: at first, and again whenever the connection comes back. */
  readonly includeCurrent?: boolean;
  /** Called whenever a connection is open, the first and every later one. */
  readonly onOpen?: (() => void) | undefined;
  /** Also give the events of kind BOOKMARK, for a reader that stores the cursor itself. */
  readonly bookmarks?: boolean;
}

interface WatchDependencies {
  readonly send: Send;
  readonly silenceMs: number;
  readonly retryForMs: number;
  readonly readCursor: (options: RetryOptions) => Promise<string>;
}

/**
 * Every status change from the first `next()` on, each once and in order, over as many connections as it takes.
 * A GAP says that changes were lost, for example with a gateway that keeps its log in memory and was started again.
 * @throws GatewayError for what trying again cannot help, or the signal's reason
 */
export async function* watchStatus(
  { send, silenceMs, retryForMs, readCursor }: WatchDependencies,
  { signal, onRetry, onOpen, after, bookmarks = false, ...filter }: WatchOptions,
): AsyncGenerator<StatusEvent | BookmarkEvent, void, undefined> {
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
    const variables = { ...filter, after: cursor, bookmarks: true } as WatchStatusSubscriptionVariables;
    const request = { query: WatchStatusDocument, variables };
    try {
      for await (const data of readStream({ send, request, silenceMs, signal, onOpen: opened })) {
        const event = (data as WatchStatusSubscription).modelVersionStatusChanged as
          | StatusEvent
          | BookmarkEvent;
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
