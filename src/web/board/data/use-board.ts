import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Client } from '../../../client/index.js';
import { type BoardProject, projectKeyOf } from './model.js';
import type { Snapshot } from './snapshot.js';
import type { BoardStore } from './store.js';

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

/** What the caller may do in the project with this key; nothing where it is not known. */
export function mayIn({ projects }: Snapshot, projectKey: string): BoardProject['viewerMay'] {
  const known = rights.get(projects) ?? rightsIn(projects);
  rights.set(projects, known);
  return known.get(projectKey) ?? [];
}

type Rights = ReadonlyMap<string, BoardProject['viewerMay']>;

/** By project key; every row asks. */
const rights = new WeakMap<Snapshot['projects'], Rights>();

function rightsIn(projects: Snapshot['projects']): Rights {
  return new Map([...projects].map(([arn, { viewerMay }]) => [projectKeyOf(arn), viewerMay]));
}
