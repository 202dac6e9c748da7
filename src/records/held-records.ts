import type { RecordChange, RecordStore, StoredRecord } from './port.js';

/** What a change leaves behind; null: no record. */
export interface AppliedChange {
  readonly kind: string;
  readonly key: string;
  readonly record: StoredRecord | null;
}

/** All records, in the memory of one instance. An adapter stores what changes, and applies it here when it is stored. */
export abstract class HeldRecords implements RecordStore {
  private kinds = new Map<string, Map<string, StoredRecord>>();
  private readonly listeners = new Map<string, Set<(key: string) => void>>();

  abstract commit(...given: Parameters<RecordStore['commit']>): ReturnType<RecordStore['commit']>;

  get<T>(kind: string, key: string): StoredRecord<T> | undefined {
    return this.kinds.get(kind)?.get(key) as StoredRecord<T> | undefined;
  }

  list<T>(kind: string): readonly StoredRecord<T>[] {
    const records = [...(this.kinds.get(kind)?.values() ?? [])] as StoredRecord<T>[];
    return records.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  all(): readonly StoredRecord[] {
    return [...this.kinds.values()].flatMap((it) => [...it.values()]);
  }

  /** Whether all expectations hold. */
  allows(changes: readonly RecordChange[]): boolean {
    return changes.every(
      ({ kind, key, expected }) =>
        expected === undefined || (this.get(kind, key)?.revision ?? null) === expected,
    );
  }

  /** Applies changes that are stored, all before any listener gets one. */
  apply(changes: readonly AppliedChange[]): void {
    for (const { kind, key, record } of changes) {
      const records = this.kinds.get(kind) ?? new Map<string, StoredRecord>();
      this.kinds.set(kind, records);
      if (record) records.set(key, record);
      else records.delete(key);
    }
    for (const { kind, key } of changes) for (const listener of this.listeners.get(kind) ?? []) listener(key);
  }

  /** Takes over everything that is stored, in place of what was known. */
  replace(records: readonly StoredRecord[]): void {
    const stored = new Set(records.map(idOf));
    const gone = this.all().filter((it) => !stored.has(idOf(it)));
    const changed = records.filter((it) => this.get(it.kind, it.key)?.revision !== it.revision);
    this.apply([
      ...gone.map(({ kind, key }) => ({ kind, key, record: null })),
      ...changed.map((record) => ({ kind: record.kind, key: record.key, record })),
    ]);
  }

  subscribe(kind: string, onChange: (key: string) => void): () => void {
    const listeners = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, listeners.add(onChange));
    return () => void listeners.delete(onChange);
  }
}

/** One text for kind and key; a kind has no space. */
export function idOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind} ${key}`;
}

export function partsOf(id: string): { readonly kind: string; readonly key: string } {
  const space = id.indexOf(' ');
  return { kind: id.slice(0, space), key: id.slice(space + 1) };
}

/** A value out of JSON that nobody can change in place. */
export function parseFrozen(json: string): unknown {
  return JSON.parse(json, (_, member) =>
    typeof member === 'object' && member !== null ? Object.freeze(member) : member,
  );
}

/** @param text - `<revision> <value as JSON>` */
export function toRecord(id: string, text: string): StoredRecord {
  const space = text.indexOf(' ');
  return { ...partsOf(id), revision: text.slice(0, space), value: parseFrozen(text.slice(space + 1)) };
}
