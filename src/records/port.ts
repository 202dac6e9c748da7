/**
 * What was written down to be so later: planned stops, schedules, budgets, aliases, workflows, usage. A record is JSON.
 * Each kind declares its own type of value and reads records of earlier releases.
 */
export interface StoredRecord<T = unknown> {
  readonly kind: string;
  /** Unique among the records of its kind. */
  readonly key: string;
  /** Another one after each change; records that were deleted and made again never get an earlier one back. */
  readonly revision: string;
  readonly value: T;
}

export interface RecordChange {
  readonly kind: string;
  readonly key: string;
  /** Null: the record is deleted. */
  readonly value: unknown;
  /**
   * What the store must hold for all the changes to happen: this revision; null: no record. Default: no condition.
   */
  readonly expected?: string | null;
}

/**
 * The records of all instances. Each instance holds all of them in memory, so reading makes no call.
 *
 * Order: an instance sees the changes of one record in the order in which they were stored. Completeness: changes of
 * one `commit` are stored and seen together, or not at all. Durability: what resolved survives `kill -9` (embedded:
 * synced to disk; Redis: acknowledged; memory: as long as the process). Its own commits an instance has seen when they
 * resolve; other instances see them soon after.
 */
export interface RecordStore {
  /** Undefined: there is none. The value must not be changed. */
  get<T>(kind: string, key: string): StoredRecord<T> | undefined;
  /** All of a kind, ordered by key. */
  list<T>(kind: string): readonly StoredRecord<T>[];
  /**
   * Resolves after the changes are stored, with the records as they are now (null for a deleted one), in their order.
   * Nothing happens, and it resolves to null, if one of the expectations does not hold.
   * @param fencingToken - of the lease under which the engine acts. What comes with a lower one than came before is from
   *   an instance that has been replaced: nothing happens, and it resolves to null.
   * @throws GatewayError STORAGE_UNAVAILABLE while nothing can be stored, or where it is unknown whether it was
   */
  commit(
    changes: readonly RecordChange[],
    fencingToken?: number,
  ): Promise<readonly (StoredRecord | null)[] | null>;
  /**
   * Calls for every change of a kind, whichever instance made it, after it is stored; the returned function ends it.
   */
  subscribe(kind: string, onChange: (key: string) => void): () => void;
}
