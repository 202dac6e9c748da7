import { setTimeout as pause } from 'node:timers/promises';
import { Compaction, sizeOf } from '../../../src/storage/compaction.js';
import { openEngine } from '../../../src/storage/engine.js';
import { createDataFolders } from '../../support/data-folder.js';
import { createRandom } from '../../support/random.js';
import { until } from '../../support/until.js';

const newFolder = createDataFolders();
const ROWS = 300;

describe('compaction', () => {
  it('keeps the files within twice what is live, whatever was overwritten and deleted', async () => {
    const random = createRandom(5);
    const text = () => Array.from({ length: 200 }, () => random().toString(36).slice(2)).join('');
    const folder = newFolder();
    const engine = await openEngine(folder);
    const compaction = new Compaction(folder, () => engine, 20);
    const live = new Map<string, string>();
    for (let round = 0; round < 20; round += 1) {
      for (let row = 0; row < ROWS; row += 1) live.set(`row ${row}`, text());
      await engine.write({ rows: [...live, [`gone ${round}`, text()]] });
      await engine.write({ rows: [[`gone ${round}`, null]] });
      compaction.noteWrite([...live].reduce((sum, [key, value]) => sum + key.length + value.length, 0));
      await pause(1);
    }
    const fresh = newFolder();
    const other = await openEngine(fresh);
    await other.write({ rows: [...live] });
    await other.compact();
    const liveSize = await sizeOf(fresh);
    await until(async () => (await sizeOf(folder)) < 2 * liveSize);
    await compaction.stop();
    await engine.close();
    await other.close();
  });
});
