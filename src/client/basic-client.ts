import { EventCursorDocument, WatchEventsDocument, WatchStatusDocument } from './generated.js';
import { createOperations, type Operations } from './operations.js';
import { resume } from './resume.js';
import type { RetryOptions } from './retry.js';
import { type ClientOptions, createSend, limitsOf } from './transport.js';
import type { GatewayEvent, WatchEventsOptions } from './watch-events.js';
import type { BookmarkEvent, StatusEvent, WatchOptions } from './watch-status.js';

/** What is asked and followed; all that a page of the gateway's own needs. */
export interface BasicClient extends Operations {
  /**
   * Every status change from the first `next()` on, or after a cursor: each once and in order, through lost connections.
   * @throws GatewayError for what trying again cannot help, or the signal's reason
   */
  watchStatus(options?: WatchOptions & { readonly bookmarks?: false }): AsyncIterableIterator<StatusEvent>;
  watchStatus(options: WatchOptions): AsyncIterableIterator<StatusEvent | BookmarkEvent>;
  /** As `watchStatus`, of everything that the gateway tells: also what it did by itself, failed to do or skipped. */
  watchEvents(options?: WatchEventsOptions): AsyncIterableIterator<GatewayEvent>;
}

/** Connects to nothing before it is asked something. */
export function createBasicClient(options: ClientOptions): BasicClient {
  const send = createSend(options);
  const limits = limitsOf(options);
  const operations = createOperations(send, limits);
  const readCursor = async (retry: RetryOptions) =>
    (await operations.query(EventCursorDocument, {}, retry)).eventCursor;
  const surroundings = { ...limits, send, readCursor };
  return {
    ...operations,
    watchStatus: ((it?: WatchOptions) =>
      resume(surroundings, WatchStatusDocument, it)) as BasicClient['watchStatus'],
    watchEvents: (it) => resume(surroundings, WatchEventsDocument, it),
  };
}
