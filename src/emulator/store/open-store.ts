import { demoState } from '../demo/demo-state.js';
import { emptyState, type State } from '../state.js';
import { DataFileError, readDataFile, writeDataFile } from './data-file.js';
import { createStore, type Store } from './store.js';

/** The names that a data set may have; anything else is a file. */
export const DATA_SETS = ['demo', 'empty'] as const;
export type DataSet = (typeof DATA_SETS)[number];

/** A fresh state by its name. */
export function stateOf(dataSet: DataSet, nowMs: number): State {
  return dataSet === 'demo' ? demoState(nowMs) : emptyState();
}

/** Opens a data set or a file. A missing file is created, empty. Throws DataFileError for a damaged one. */
export function openStore(data: string, nowMs: number): Store {
  if (data === 'demo' || data === 'empty') return createStore(stateOf(data, nowMs), () => undefined);
  const state = readDataFile(data);
  const store = createStore(state ?? emptyState(), (it) => writeDataFile(data, it));
  if (!state) create(store, data, nowMs);
  return store;
}

/** Finds out at the start, not at the first change, that a file cannot be written. */
function create(store: Store, path: string, nowMs: number): void {
  try {
    store.save(nowMs);
  } catch (error) {
    throw new DataFileError(`The data file ${path} cannot be created: ${(error as Error).message}`);
  }
}
