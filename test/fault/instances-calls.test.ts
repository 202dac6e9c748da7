import { setTimeout as pause } from 'node:timers/promises';
import { controlOf } from '../support/emulator.js';
import { type Instances, startInstances } from '../support/instances.js';
import { queryAt } from '../support/query-at.js';
import { createRandom, oneOf } from '../support/random.js';

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];
const READERS = 30;
const READS_EVERY_MS = 100;
const LASTS_MS = 15_000;

describe('three instances', () => {
  let instances: Instances | undefined;
  afterEach(() => instances?.close());

  /** Readers and subscribers at random instances, for the same time; gives how often AWS was asked what. */
  async function callsOf(count: number, isShared: boolean): Promise<Record<string, number>> {
    const random = createRandom(3);
    const settings = { READ_MAX_AGE_MS: '500' };
    const started = await startInstances({ count, isShared, regions: REGIONS, versionsEach: 5, settings });
    instances = started;
    const projectArns = [...started.seed.versions.keys()];
    const urls = started.all.map((it) => it.url);
    const control = controlOf(started.emulatorUrl);
    await pause(2_000); // the first inventory
    await control.clearRequests();
    const endsAt = Date.now() + LASTS_MS;

    async function read(): Promise<void> {
      await pause(random() * READS_EVERY_MS);
      while (Date.now() < endsAt) {
        const arn = oneOf(projectArns, random);
        const query = `{ project(arn: "${arn}") { modelVersions { edges { node { status } } } } }`;
        await queryAt(oneOf(urls, random) ?? '', query);
        await pause(READS_EVERY_MS);
      }
    }
    await Promise.all(Array.from({ length: READERS }, read));
    const { counts } = await control.requests();
    await started.close();
    instances = undefined;
    return counts;
  }

  it('ask AWS as often as one does, within a tenth', async () => {
    const [alone, together] = [await callsOf(1, false), await callsOf(3, true)];
    const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, it) => sum + it, 0);
    console.log(alone, together);
    expect(sumOf(alone)).toBeGreaterThan(50);
    expect(Math.abs(sumOf(together) / sumOf(alone) - 1)).toBeLessThanOrEqual(0.1);
  }, 90_000);
});
