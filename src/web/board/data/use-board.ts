import { createContext, startTransition, useContext, useEffect, useState } from 'react';
import type { BasicClient } from '../../../client/basic-client.js';
import { type BoardProject, projectKeyOf } from './model.js';
import { EMPTY, type Snapshot } from './snapshot.js';
import type { BoardStore } from './store.js';
import type { ToldKind } from './told.js';

export interface Board {
  readonly client: BasicClient;
  readonly store: BoardStore;
}

export const BoardContext = createContext<Board | null>(null);

/** @throws Error outside of a BoardContext */
export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('There is no board around this part.');
  return board;
}

export const SnapshotContext = createContext<Snapshot>(EMPTY);

/** What the page knows, the same for all parts of one rendering. */
export function useSnapshot(): Snapshot {
  return useContext(SnapshotContext);
}

/** Another text after each event of these kinds. */
export function useTold(...kinds: readonly ToldKind[]): string {
  const { told } = useSnapshot();
  return kinds.map((it) => told.get(it) ?? 0).join(' ');
}

/** Follows a store. React draws what is new in slices: a long page never holds up a key or a frame. */
export function useFollowed(store: BoardStore): Snapshot {
  const [snapshot, setSnapshot] = useState(EMPTY);
  useEffect(() => {
    const show = () => startTransition(() => setSnapshot(store.read()));
    show();
    return store.subscribe(show);
  }, [store]);
  return snapshot;
}

/** What the caller may do in the project with this key; nothing where it is not known. */
export function mayIn({ projects }: Snapshot, projectKey: string): BoardProject['viewerMay'] {
  const known = rights.get(projects) ?? rightsIn(projects);
  rights.set(projects, known);
  return known.get(projectKey) ?? [];
}

/** Whether the caller is an owner of anything: owners alone may delete. */
export function ownsAny({ projects }: Snapshot): boolean {
  return [...projects.values()].some(({ viewerMay }) => viewerMay.includes('DELETE'));
}

type Rights = ReadonlyMap<string, BoardProject['viewerMay']>;

/** By project key; every row asks. */
const rights = new WeakMap<Snapshot['projects'], Rights>();

function rightsIn(projects: Snapshot['projects']): Rights {
  return new Map([...projects].map(([arn, { viewerMay }]) => [projectKeyOf(arn), viewerMay]));
}
