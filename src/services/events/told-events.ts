import type { Bookmark, Gap } from '../../catalog/port.js';
import type { Cursor, LoggedChange, LoggedEvent } from '../../domain/event.js';
import type { GatewayEvent } from '../../domain/gateway-event.js';
import type { EpochMs } from '../../domain/model.js';
import { type StatusEvent, toChanged } from '../status/status-events.js';
import type { StreamForm } from '../streams/stream-form.js';

/** The kinds of the log's own events. */
export type LoggedKind = 'STATUS_CHANGED' | GatewayEvent['kind'];

/** The events of a subscription to everything. */
export interface ToldEvent {
  readonly kind: LoggedKind | 'GAP' | 'BOOKMARK';
  readonly cursor: Cursor;
  /** Of the log's own time; of the wall clock where there is an `event`. */
  readonly observedAt: EpochMs;
  /** Null unless a status has changed. */
  readonly statusChange: StatusEvent | null;
  /** Null unless it is of another kind. */
  readonly event: LoggedEvent | null;
}

/** All that this version knows. */
export const LOGGED_KINDS = [
  ...['STATUS_CHANGED', 'ALIAS_MOVED', 'WORKFLOW_CHANGED', 'BUDGET_THRESHOLD_REACHED'],
  ...['AUTOMATION_FAILED', 'AUTOMATION_SKIPPED'],
] as readonly LoggedKind[];

export const EVENT_FORM: StreamForm<ToldEvent> = { name: 'events', ofPosition, ofChange, ofEvent };

function ofPosition({ kind, cursor, observedAt }: Gap | Bookmark): ToldEvent {
  return { kind, cursor, observedAt, statusChange: null, event: null };
}

function ofChange(change: LoggedChange): ToldEvent {
  const { cursor, observedAt } = change;
  return { kind: 'STATUS_CHANGED', cursor, observedAt, statusChange: toChanged(change), event: null };
}

function ofEvent(event: LoggedEvent): ToldEvent {
  const { kind, cursor, at } = event;
  return { kind, cursor, observedAt: at, statusChange: null, event };
}
