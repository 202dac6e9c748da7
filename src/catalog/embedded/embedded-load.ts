import { randomBytes } from 'node:crypto';
import type { EpochMs } from '../../domain/model.js';
import type { Store } from '../../storage/port.js';
import type { LogEntry } from '../log/entry-ring.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { BEFORE_ALL } from '../log/stream-id.js';
import { CatalogState } from '../state/catalog-state.js';
import type { Named } from '../state/collection.js';
import type { MemoryCollection } from '../state/memory-collection.js';
import { applyDelta } from '../state/state-delta.js';
import { readBase, readEntries, readShelves, rowsOfTrim } from './embedded-rows.js';

/**
 * Fills the log with what is stored; a store without one gets the beginning of a log.
 * @returns the number of the newest entry that the store has no more
 */
export async function loadLog(store: Store, log: MirroredLog): Promise<number> {
  let base = await readBase(store);
  if (base === null) {
    base = { epoch: randomBytes(8).toString('hex'), base: BEFORE_ALL, baseCount: 0 };
    await store.commit({ rows: rowsOfTrim(base, 1) });
  }
  const entries: LogEntry[] = [];
  for await (const page of readEntries(store)) entries.push(...page);
  log.reset({ ...base, entries: [] });
  if (!log.extend(entries)) throw store.damaged('there are events missing between others');
  log.markCaughtUp();
  return base.baseCount;
}

/** What was known when the store was written last. @param now - nothing was seen later than that */
export async function loadKnown(store: Store, now: EpochMs): Promise<CatalogState> {
  const state = new CatalogState();
  for (const it of await readShelves(store)) applyDelta(state, it);
  for (const it of [...state.projects.values(), ...state.versions.values()])
    dateBack(it as MemoryCollection<Named>, now);
  return state;
}

/** The machine's clock was set back since: what was seen then would hide for hours what is seen now. */
function dateBack(collection: MemoryCollection<Named>, now: EpochMs): void {
  const late = [...collection.entries].filter(([, { at }]) => at > now);
  const isLate = collection.listedAt !== null && collection.listedAt > now;
  if (late.length === 0 && !isLate) return;
  const entries = late.map(([name, entry]) => [name, { ...entry, at: now }] as const);
  collection.overwrite(isLate ? now : collection.listedAt, entries, []);
}
