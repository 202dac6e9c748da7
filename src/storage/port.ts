/** What is stored under one name: text, and a name that is unique in the store. */
export type Row = readonly [key: string, value: string];

/** A set of writes. All of them are stored, or none. A later write of the same key wins. */
export interface Write {
  /** Null: the key is deleted. */
  readonly rows: readonly (readonly [key: string, value: string | null])[];
}

export interface Commit extends Write {
  /** What the store must hold for the commit to happen; null: nothing under this key. Default: no condition. */
  readonly expected?: readonly (readonly [key: string, value: string | null])[];
}

/**
 * The embedded store of one process: rows of text by key, ordered by their keys as bytes.
 *
 * Order: commits take effect in the order of their calls. Completeness: a commit that resolved survives `kill -9` and a
 * power cut; of one that did not, the store holds all or nothing. Commits of one tick of the event loop share one sync.
 */
export interface Store {
  /** Why nothing can be stored at present, in a few words; null: it can. */
  readonly fault: string | null;
  /** The value as of the last finished commit; null if there is none. @throws StorageUnavailable */
  read(key: string): Promise<string | null>;
  /** Rows with a key that begins with `prefix`, in order, some hundreds at a time. @throws StorageUnavailable */
  scan(prefix: string): AsyncIterable<readonly Row[]>;
  /**
   * Resolves after the sync: true if it was stored, false if the store held something else than `expected`.
   * @throws StorageUnavailable if it is unknown whether it was stored, or nothing can be stored at present
   */
  commit(commit: Commit): Promise<boolean>;
  /**
   * Keeps the write in memory until a quiet moment, within LAZY_MS, or until the store can be written again. Later
   * writes of a key, by `commit` too, replace the earlier ones.
   */
  writeLazily(write: Write): void;
  /** The error to throw if rows contradict each other. It says what to do. */
  damaged(what: string): Error;
  /** Stores what is kept in memory, and lets go of the folder. */
  close(): Promise<void>;
}

/** Nothing can be stored or read now: the disk is full, or another process took the folder. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** The folder cannot be used. The message says what to do. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}

/** Something in the folder is not what was written there. */
export class StorageDamaged extends Error {
  override readonly name = 'StorageDamaged';
}
