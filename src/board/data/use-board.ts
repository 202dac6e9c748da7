import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Client } from '../../client/index.js';
import type { BoardStore, Snapshot } from './store.js';

export interface Board {
  readonly client: Client;
  readonly store: BoardStore;
}

export const BoardContext = createContext<Board | null>(null);

/** @throws Error outside of a BoardContext */
export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('There is no board around this part.');
  return board;
}

export function useSnapshot(): Snapshot {
  const { store } = useBoard();
  return useSyncExternalStore(store.subscribe, store.read);
}
