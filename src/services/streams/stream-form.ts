import type { Bookmark, Followed, Gap } from '../../catalog/port.js';
import type { Cursor, LoggedChange, LoggedEvent } from '../../domain/event.js';
import type { ModelVersion } from '../../domain/model.js';
import { type Permissions, projectNameOf } from '../permissions.js';

/** One entry of the log. */
export type FollowedItem = Extract<Followed, { readonly kind: 'CHANGED' | 'TOLD' }>;

/** What a kind of stream makes of the log. */
export interface StreamForm<E> {
  /** Unique among the forms. */
  readonly name: string;
  ofPosition(position: Gap | Bookmark): E;
  ofChange(change: LoggedChange): E;
  /** Absent: its filters never take events of other kinds. */
  ofEvent?(event: LoggedEvent): E;
  /** Absent: its streams never begin with how versions stand. */
  ofCurrent?(version: ModelVersion, cursor: Cursor): E;
}

/** Null: nothing for this stream. */
export function ofItem<E>(form: StreamForm<E>, item: FollowedItem): E | null {
  return item.kind === 'CHANGED' ? form.ofChange(item.change) : (form.ofEvent?.(item.event) ?? null);
}

/** Whether the caller may read all that the entry is about, as the rights are now. */
export async function mayReadItem(permissions: Permissions, item: FollowedItem): Promise<boolean> {
  if (item.kind === 'TOLD') return permissions.mayReadScope(item.event.scope);
  return permissions.may('read', projectNameOf(item.change.projectArn));
}

/** As {@link mayReadItem}, without waiting. Null: tags decide. */
export function mayReadItemWithoutTags(permissions: Permissions, item: FollowedItem): boolean | null {
  if (item.kind === 'TOLD') return permissions.mayReadScopeWithoutTags(item.event.scope);
  return permissions.mayWithoutTags('read', projectNameOf(item.change.projectArn));
}
