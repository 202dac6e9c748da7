import type { RecordStore } from '../../src/records/port.js';

/** The same records, but for what the test does itself; they do not notice it. */
export function recordsWith(records: RecordStore, parts: Partial<RecordStore>): RecordStore {
  return {
    get: (...of) => records.get(...of),
    list: (...of) => records.list(...of),
    subscribe: (...of) => records.subscribe(...of),
    commit: (...of) => records.commit(...of),
    ...parts,
  };
}
