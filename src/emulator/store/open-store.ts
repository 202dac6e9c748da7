import { statSync } from 'node:fs';
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

export interface LoadProgress {
  readonly path: string;
  readonly sizeMb: number;
  /** Null before it is loaded. */
  readonly seconds: number | null;
}

/** What is smaller is there before anybody wonders. */
const LARGE_BYTES = 10 * 1024 * 1024;

/** Opens a data set or a file. A missing file is created, empty. Throws DataFileError for a damaged one. */
export function openStore(
  data: string,
  nowMs: number,
  onLoading: (progress: LoadProgress) => void = () => {},
): Store {
  if (data === 'demo' || data === 'empty') return createStore(stateOf(data, nowMs), () => undefined);
  const state = load(data, onLoading);
  const store = createStore(state ?? emptyState(), (it) => writeDataFile(data, it));
  if (!state) create(store, data, nowMs);
  return store;
}

function load(path: string, onLoading: (progress: LoadProgress) => void): State | undefined {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes < LARGE_BYTES) return readDataFile(path);
  const file = { path, sizeMb: Math.round(sizeBytes / 1024 / 1024) };
  const startedMs = performance.now();
  onLoading({ ...file, seconds: null });
  const state = readDataFile(path);
  onLoading({ ...file, seconds: Math.round((performance.now() - startedMs) / 100) / 10 });
  return state;
}

/** Finds out at the start, not at the first change, that a file cannot be written. */
function create(store: Store, path: string, nowMs: number): void {
  try {
    store.save(nowMs);
  } catch (error) {
    throw new DataFileError(`The data file ${path} cannot be created: ${(error as Error).message}`);
  }
}
