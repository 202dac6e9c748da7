import { randomBytes } from 'node:crypto';
import type { EpochMs } from '../../domain/model.js';
import type { Store } from '../../storage/port.js';
import { NO_PLACES, type Places } from '../log/log-entries.js';
import type { MirroredLog } from '../log/mirrored-log.js';
import { CatalogState } from '../state/catalog-state.js';
import type { Named } from '../state/collection.js';
import type { MemoryCollection } from '../state/memory-collection.js';
import { applyDelta } from '../state/state-delta.js';
import { readBase, readEntries, readShelves, rowsOfTrim } from './embedded-rows.js';

/**
 * Fills the log with what is stored; a store without one gets the beginning of a log.
 * @returns the newest entries that the store has no more
 */
export async function loadLog(store: Store, log: MirroredLog): Promise<Places> {
  let base = await readBase(store);
  if (base === null) {
    base = { epoch: randomBytes(8).toString('hex'), bases: NO_PLACES };
    await store.commit({ rows: rowsOfTrim(base, NO_PLACES) });
  }
  const entries = await readEntries(store);
  log.reset({ ...base, entries: { changes: [], events: [] } });
  if (!log.extend(entries)) throw store.damaged('there are events missing between others');
  log.markCaughtUp();
  return base.bases;
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
