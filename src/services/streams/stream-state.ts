import type { ChangeFilter, EventLog, Follower } from '../../catalog/port.js';
import type { Cursor } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import type { Permissions } from '../permissions.js';
import type { SharedStream } from './shared-stream.js';
import type { StreamForm } from './stream-form.js';
import type { Untold } from './untold.js';

export interface StreamStart<E> {
  readonly form: StreamForm<E>;
  readonly log: EventLog;
  readonly filter: ChangeFilter;
  /** Called again for every event: a stream is open for hours, and its reader may be slow. */
  readonly permissions: Permissions;
  readonly from: Cursor;
  readonly current: readonly ModelVersion[];
  /** How they stand when the log is lost later on. */
  readonly readCurrent: () => Promise<readonly ModelVersion[]>;
  /** Every change after `from` is wanted, also those that `current` shows already. */
  readonly isResumed: boolean;
  /** BOOKMARK events are wanted. */
  readonly bookmarks: boolean;
  /** Called once, when the reader goes. */
  readonly leave: () => void;
}

/** Gets the next event. */
export interface StreamReader<E> {
  /** Null: there are no more. */
  take(event: E | null): void;
  fail(error: unknown): void;
}

export interface EventStream<E> extends AsyncIterableIterator<E> {
  /**
   * `next()` without a promise: `reader` is called once, at once or later. Only one may be under way at a time; the end
   * may come at any time.
   */
  requestNext(reader: StreamReader<E>): void;
}

/** It has events of its own, or is behind the others: it reads the log by itself. */
export interface Alone {
  readonly name: 'ALONE';
  /** A promise until the log has answered. */
  follower: Follower | Promise<Follower>;
  untold: Untold;
  /** Read already, for the GAP that the stream begins with. */
  currentAtStart: readonly ModelVersion[] | null;
}

/** It is caught up, and shares a follower with subscribers of the same filter. */
export interface Shared<E> {
  readonly name: 'SHARED';
  readonly stream: SharedStream<E>;
  /** Null while the last event is on its way to it. */
  reader: StreamReader<E> | null;
}

export type State<E> =
  | Alone
  | Shared<E>
  | { readonly name: 'BROKEN'; readonly error: unknown }
  | { readonly name: 'ENDED' };
