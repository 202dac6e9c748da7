import { createMemoryRecords } from '../../src/records/memory-records.js';
import { describeRecords } from './records.suite.js';

describeRecords(
  'records in memory',
  async () => ({
    open: async () => createMemoryRecords(),
    settled: async () => {},
    close: async () => {},
  }),
  false,
);
