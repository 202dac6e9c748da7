import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { idempotencySuite } from './idempotency.suite.js';

idempotencySuite('in memory', async (clock) => ({ keys: new MemoryKeys(clock) }));
