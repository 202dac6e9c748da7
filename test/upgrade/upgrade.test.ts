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
    expect(Math.min(counts.done, counts.events, counts.reads)).toBeGreaterThan(0);
  },
  SECONDS * 1_000 + 120_000,
);
