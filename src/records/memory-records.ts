import type { RecordChange, RecordStore, StoredRecord } from './port.js';

type Kind = Map<string, StoredRecord>;

/** The records as one instance holds them; an adapter that stores them elsewhere applies what was stored. */
export class RecordState {
  private readonly kinds = new Map<string, Kind>();
  private readonly listeners = new Map<string, Set<(key: string) => void>>();

  get<T>(kind: string, key: string): StoredRecord<T> | undefined {
    return this.kinds.get(kind)?.get(key) as StoredRecord<T> | undefined;
  }

  list<T>(kind: string): readonly StoredRecord<T>[] {
    const records = [...(this.kinds.get(kind)?.values() ?? [])] as StoredRecord<T>[];
    return records.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Whether all expectations hold. */
  allows(changes: readonly RecordChange[]): boolean {
    return changes.every(
      ({ kind, key, expected }) =>
        expected === undefined || (this.get(kind, key)?.revision ?? null) === expected,
    );
  }

  /** Applies changes that are stored, all before any listener gets one. */
  apply(
    changes: readonly { readonly kind: string; readonly key: string; readonly record: StoredRecord | null }[],
  ): void {
    for (const { kind, key, record } of changes) {
      const records = this.kinds.get(kind) ?? new Map<string, StoredRecord>();
      this.kinds.set(kind, records);
      if (record) records.set(key, record);
      else records.delete(key);
    }
    for (const { kind, key } of changes) for (const listener of this.listeners.get(kind) ?? []) listener(key);
  }

  subscribe(kind: string, onChange: (key: string) => void): () => void {
    const listeners = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, listeners.add(onChange));
    return () => void listeners.delete(onChange);
  }
}

/** Records of one process, for as long as it lives. */
export function createMemoryRecords(): RecordStore {
  const state = new RecordState();
  let lastRevision = 0;
  let highestToken = 0;

  return {
    get: (kind, key) => state.get(kind, key),
    list: (kind) => state.list(kind),
    subscribe: (kind, onChange) => state.subscribe(kind, onChange),
    async commit(changes, fencingToken = highestToken) {
      if (fencingToken < highestToken || !state.allows(changes)) return null;
      highestToken = fencingToken;
      const applied = changes.map(({ kind, key, value }) => {
        const record =
          value === null ? null : { kind, key, revision: String(++lastRevision), value: frozen(value) };
        return { kind, key, record };
      });
      state.apply(applied);
      return applied.map(({ record }) => record);
    },
  };
}

/** A copy of its own, as a store elsewhere would give back: nobody changes a record in place. */
function frozen(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) =>
    typeof member === 'object' && member !== null ? Object.freeze(member) : member,
  );
}
