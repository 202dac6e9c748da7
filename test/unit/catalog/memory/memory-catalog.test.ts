import { parseCursor, toCursor } from '../../../../src/catalog/log/cursor.js';
import { createMemoryLog } from '../../../../src/catalog/memory/memory-catalog.js';
import { aModelVersion } from '../../../support/builders.js';
import { createTestClock } from '../../../support/test-clock.js';

describe('the memory log', () => {
  it('refuses a cursor of its own that is still to come: it was never given', async () => {
    const clock = createTestClock();
    const log = createMemoryLog(clock, { retentionMs: 1_000, maxEntries: 10 });
    const { arn: versionArn } = aModelVersion();
    const { epoch } = parseCursor(await log.tail());
    const refusal = expect.objectContaining({ code: 'INVALID_INPUT' });
    for (const position of ['99999999999999999999', `${clock.now()}-0`]) {
      await expect(log.follow(toCursor({ epoch, position }), {})).rejects.toEqual(refusal);
      await expect(log.history(versionArn, 1, toCursor({ epoch, position }))).rejects.toEqual(refusal);
    }
  });
});
