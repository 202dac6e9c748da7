import type { Commit } from './port.js';

/** One that waits for its batch. */
export interface WaitingCommit {
  readonly commit: Commit;
  readonly resolve: (isStored: boolean) => void;
  readonly reject: (error: Error) => void;
}

type Rows = Map<string, string | null>;

/**
 * What one batch writes: the rows of every commit with a condition that holds, judged one after the other, each after
 * the ones before it.
 * @param read - what is stored before the batch
 * @returns for each commit whether it is in the batch; `rows` has its rows then
 */
export async function joinCommits(
  commits: readonly Commit[],
  rows: Rows,
  read: (key: string) => Promise<string | null>,
): Promise<boolean[]> {
  const areJoined: boolean[] = [];
  for (const commit of commits) {
    const isJoined = await holds(commit, rows, read);
    if (isJoined) for (const [key, value] of commit.rows) rows.set(key, value);
    areJoined.push(isJoined);
  }
  return areJoined;
}

async function holds(
  { expected = [] }: Commit,
  rows: Rows,
  read: (key: string) => Promise<string | null>,
): Promise<boolean> {
  for (const [key, value] of expected) {
    const current = rows.get(key);
    if ((current === undefined ? await read(key) : current) !== value) return false;
  }
  return true;
}
