import { cpSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { aModelVersionArn } from '../../../support/builders.js';
import { createDataFolders } from '../../../support/data-folder.js';
import { RestartableCatalog } from '../../../support/embedded-catalog.js';
import { createRandom } from '../../../support/random.js';
import { until } from '../../../support/until.js';

const newFolder = createDataFolders();
const COPIES = 12;

describe('a power cut', () => {
  // A copy of the files at any moment is what a machine finds that lost its power then.
  it('loses nothing that was published, and leaves events and what is known in step', async () => {
    const random = createRandom(99);
    const it = new RestartableCatalog(newFolder());
    await it.start();
    await it.look([{ name: 'v1' }]);
    const beginning = await it.catalog.log.tail();
    let told = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await it.clock.advance(1);
        await it.look([
          { name: 'v1', status: told % 2 === 0 ? 'STARTING' : 'RUNNING', statusMessage: String(told) },
        ]);
        told += 1;
      }
    })();
    await until(() => told > 0); // what is known at first is no change
    for (let i = 0; i < COPIES; i += 1) {
      await pause(random() * 40);
      const toldBefore = told;
      const copy = new RestartableCatalog(newFolder());
      cpSync(it.dataDir, copy.dataDir, { recursive: true });
      copy.clock = it.clock;
      await copy.start();
      const lines = await copy.after(beginning);
      expect(lines.length).toBeGreaterThanOrEqual(Math.min(toldBefore, 1_000));
      const { changes } = await copy.catalog.log.history(aModelVersionArn('v1'), 1, null);
      expect(copy.catalog.version(copy.projectArn, 'v1')?.value).toEqual(changes[0]?.version);
      await copy.stop();
    }
    isOver = true;
    await writing;
    await it.stop();
  });
});
