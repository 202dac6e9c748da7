import { HeldRecords, parseFrozen } from './held-records.js';
import type { RecordChange } from './port.js';

/** Records of one process, for as long as it lives. */
export class MemoryRecords extends HeldRecords {
  private lastRevision = 0;
  private highestToken = 0;

  async commit(changes: readonly RecordChange[], fencingToken = this.highestToken) {
    if (fencingToken < this.highestToken || !this.allows(changes)) return null;
    this.highestToken = fencingToken;
    const applied = changes.map(({ kind, key, value }) => {
      if (value === null) return { kind, key, record: null };
      const revision = String(++this.lastRevision);
      return { kind, key, record: { kind, key, revision, value: parseFrozen(JSON.stringify(value)) } };
    });
    this.apply(applied);
    return applied.map(({ record }) => record);
  }
}
