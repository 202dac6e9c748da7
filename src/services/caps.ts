import { type Author, isAuthor } from '../domain/automation/author.js';
import { GatewayError } from '../domain/errors.js';
import type { RecordChange, RecordStore, StoredRecord } from '../records/port.js';
import type { Session } from './session.js';

/** Of the records that change with each new thing that counts against a cap, so that no two count the same as free. */
export const CAP_KIND = 'cap';

/** The last commit of something new, by store and cap: the next of this instance waits for it, and is not refused by it. */
const lastOf = new WeakMap<RecordStore, Map<string, Promise<unknown>>>();

/**
 * Stores something new that counts against a cap. Null: another of its expectations does not hold, or its fencing token.
 * @param cap - the key of its record; of a project, begins with the project's ARN
 * @param toChanges - counts, and throws the refusal; called again after something new that another instance has stored
 * @throws what `toChanges` throws; GatewayError STORAGE_UNAVAILABLE
 */
export function commitNew(
  records: RecordStore,
  cap: string,
  toChanges: () => readonly RecordChange[],
  fencingToken?: number,
): Promise<readonly (StoredRecord | null)[] | null> {
  const last = lastOf.get(records) ?? new Map<string, Promise<unknown>>();
  lastOf.set(records, last);
  const stored = (last.get(cap) ?? Promise.resolve()).then(commit);
  const ended = stored.then(forget, forget);
  last.set(cap, ended);
  return stored;

  async function commit() {
    for (;;) {
      const expected = revisionOf(records, cap);
      const change = { kind: CAP_KIND, key: cap, value: {}, expected };
      const done = await records.commit([...toChanges(), change], fencingToken);
      if (done || revisionOf(records, cap) === expected) return done;
    }
  }

  function forget(): void {
    if (last.get(cap) === ended) last.delete(cap);
  }
}

function revisionOf(records: RecordStore, cap: string): string | null {
  return records.get(CAP_KIND, cap)?.revision ?? null;
}

/**
 * A subject holds at most as many as stay free for others, so that none can take the last place. An owner of everything, as the one
 * subject is without authentication, may take all.
 * @param held - all that there are
 * @param message - of the refusal
 * @throws GatewayError QUOTA_EXCEEDED
 */
export function refuseBeyondShare(
  { caller, permissions, upstream }: Pick<Session, 'caller' | 'permissions' | 'upstream'>,
  held: readonly { readonly author: Author }[],
  max: number,
  { message, field }: { readonly message: string; readonly field?: readonly string[] },
): void {
  const own = held.filter(({ author }) => isAuthor(caller, author)).length;
  if (own < max - held.length) return;
  if (upstream.accounts.every((at) => permissions.mayInAll('delete', at))) return;
  throw new GatewayError('QUOTA_EXCEEDED', message, { ...(field && { field }) });
}
