import { createMemoryKeys } from '../../src/idempotency/memory-keys.js';
import { idempotencySuite } from './idempotency.suite.js';

idempotencySuite('in memory', async (clock) => ({ keys: createMemoryKeys(clock) }));
