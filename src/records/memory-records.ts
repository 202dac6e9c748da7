import type { RecordStore } from './port.js';
import { parseFrozen, RecordState } from './record-state.js';

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
        if (value === null) return { kind, key, record: null };
        const revision = String(++lastRevision);
        return { kind, key, record: { kind, key, revision, value: parseFrozen(JSON.stringify(value)) } };
      });
      state.apply(applied);
      return applied.map(({ record }) => record);
    },
  };
}
