import { MemoryRecords } from '../../src/records/memory-records.js';
import { describeRecords } from './records.suite.js';

describeRecords(
  'records in memory',
  async () => ({
    open: async () => new MemoryRecords(),
    settled: async () => {},
    close: async () => {},
  }),
  false,
);
