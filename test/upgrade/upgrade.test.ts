import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LeftData, leaveData } from './leave-data.js';
import { runUpgrade } from './rolling-upgrade.js';

/** The release 0.1.0. */
const EARLIER = process.env.UPGRADE_FROM ?? '51f0685';
const SECONDS = Number(process.env.UPGRADE_SECONDS ?? 60);

it(
  'three instances are replaced one by one: nothing is lost, doubled or done twice',
  async () => {
    const counts = await runUpgrade(EARLIER, SECONDS);
    process.stdout.write(`upgrade from ${EARLIER}: ${counts}\n`);
    expect(counts).toMatchObject({
      ...{ actedTwice: 0, failedThoughDone: 0, doneThoughNot: 0, gaveUp: 0, unknown: 0 },
      ...{ lost: 0, doubled: 0, backInTime: 0, gaps: 0 },
    });
    expect(Math.min(counts.done, counts.events, counts.reads, counts.told)).toBeGreaterThan(0);
  },
  SECONDS * 1_000 + 120_000,
);

/** What the tests of the test command read. UPGRADE_RECORD=1 writes it anew. */
const FIXTURE = join(__dirname, 'redis-of-0.1.0.json');

it('leaves on Redis what the fixture has', async () => {
  const left = await leaveData(EARLIER);
  if (process.env.UPGRADE_RECORD) writeFileSync(FIXTURE, `${JSON.stringify(left, null, 1)}\n`);
  const recorded = JSON.parse(readFileSync(FIXTURE, 'utf8')) as LeftData;
  const kinds = ({ data }: LeftData) => Object.entries(data).map(([key, [type]]) => `${key} ${type}`);
  expect(kinds(left)).toEqual(kinds(recorded));
});
