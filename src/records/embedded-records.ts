import { StorageUnavailable, type Store } from '../storage/port.js';
import { cannotStore } from './cannot-store.js';
import { HeldRecords, idOf, partsOf, toRecord } from './held-records.js';
import type { RecordChange, RecordStore, StoredRecord } from './port.js';

/** Rows: what {@link idOf} says → `<revision> <value as JSON>`. */
export const RECORD_ROWS = 'record/row/';
/** `revision`: the highest that was given. */
export const RECORD_HEAD = 'record/head/';
const REVISION = `${RECORD_HEAD}revision`;
const FENCING_TOKEN = 'record/fencing-token';

/** Records of one process that outlive it. */
export async function openEmbeddedRecords(store: Store): Promise<RecordStore> {
  const records = new EmbeddedRecords(store);
  await records.load();
  return records;
}

class EmbeddedRecords extends HeldRecords {
  private lastRevision = 0;
  private highestToken = 0;
  /** False: whether the last commit was stored is unknown, so everything is read again first. */
  private isKnown = true;
  /** One commit at a time: each is judged by what is there after the one before it. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: Store) {
    super();
  }

  commit(
    changes: readonly RecordChange[],
    fencingToken?: number,
  ): Promise<readonly (StoredRecord | null)[] | null> {
    const result = this.turn.then(() => this.commitNext(changes, fencingToken));
    this.turn = result.catch(() => {}); // its caller hears of it
    return result.catch((error: unknown) => {
      throw error instanceof StorageUnavailable ? cannotStore(error) : error;
    });
  }

  async load(): Promise<void> {
    const records: StoredRecord[] = [];
    for await (const page of this.store.scan(RECORD_ROWS))
      for (const [name, text] of page) records.push(toRecord(name.slice(RECORD_ROWS.length), text));
    this.lastRevision = Number((await this.store.read(REVISION)) ?? 0);
    this.highestToken = Number((await this.store.read(FENCING_TOKEN)) ?? 0);
    this.replace(records);
    this.isKnown = true;
  }

  private async commitNext(changes: readonly RecordChange[], fencingToken: number | undefined) {
    if (!this.isKnown) await this.load();
    const token = fencingToken ?? this.highestToken;
    if (token < this.highestToken || !this.allows(changes)) return null;
    let revision = this.lastRevision;
    const rows = changes.map(({ kind, key, value }): readonly [string, string | null] => {
      revision += 1;
      return [
        RECORD_ROWS + idOf({ kind, key }),
        value === null ? null : `${revision} ${JSON.stringify(value)}`,
      ];
    });
    const head = [
      [REVISION, String(revision)],
      [FENCING_TOKEN, String(token)],
    ] as const;
    this.isKnown = false;
    await this.store.commit({ rows: [...rows, ...head] });
    this.isKnown = true;
    [this.lastRevision, this.highestToken] = [revision, token];
    const applied = rows.map(([name, text]) => {
      const id = name.slice(RECORD_ROWS.length);
      return { ...partsOf(id), record: text === null ? null : toRecord(id, text) };
    });
    this.apply(applied);
    return applied.map(({ record }) => record);
  }
}
