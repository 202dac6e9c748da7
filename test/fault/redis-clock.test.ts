import { createNames } from '../../src/redis/names.js';
import { type Instances, startInstances } from '../support/instances.js';
import { cursorAt, queryAt } from '../support/query-at.js';
import { createRandom } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import { until } from '../support/until.js';
import { drive } from './model-driver.js';
import { brokenLinks } from './one-history.js';

const HOUR = 3_600_000;

describe('when the clock of Redis is set, two instances', () => {
  const random = createRandom(9);
  const newest = new Map<string, string | null>();
  let instances: Instances;
  let client: ResumingClient;
  let isOver = false;
  let drivers: Promise<unknown> = Promise.resolve();
  const urls = () => instances.all.map((it) => it.url);

  beforeAll(async () => {
    instances = await startInstances({
      count: 2,
      regions: ['us-east-1'],
      versionsEach: 2,
      settings: { POLL_INTERVAL_MS: '500', READ_MAX_AGE_MS: '200', READ_REVALIDATE_MS: '0' },
      emulator: { EMULATOR_SPEED: '20' },
    });
    client = createResumingClient({
      after: await cursorAt(urls()[0] ?? ''),
      random,
      urls,
      onChange: ({ modelVersionArn, status }) => void newest.set(modelVersionArn, status),
    });
    const driven = { random, urls, isOver: () => isOver, statusOf: (arn: string) => newest.get(arn) };
    const arns = [...instances.seed.versions.values()].flat();
    drivers = Promise.all(arns.map((arn) => drive({ arn, ...driven })));
  });
  afterAll(async () => {
    isOver = true;
    await drivers.catch(() => {});
    client.close();
    await instances.close();
  });

  /** What Redis noted of its clock moves the other way: the same as if the clock had moved. */
  const setClock = (ms: number) => instances.redis.client().hincrbyfloat(createNames().timeline, 'at', -ms);

  async function goOn(): Promise<void> {
    const before = client.changes.length;
    await until(() => client.changes.length >= before + 4);
  }

  it.each([-2, 2, 50, -50])('go on as before, and lose nothing: by %d hours', async (hours) => {
    await goOn();
    await setClock(hours * HOUR);
    await goOn();
    await goOn();
    await setClock(-hours * HOUR);
    await goOn();
    expect(client.gaps).toBe(0);
    expect(brokenLinks(client.changes)).toEqual([]);
  });

  it('show people the true time all along', async () => {
    const [[, [arn] = []] = []] = [...instances.seed.versions];
    for (const url of urls()) {
      const query = `{ modelVersion(arn: "${arn}") { observedAt } }`;
      const { modelVersion } = await queryAt<{ modelVersion: { observedAt: string } }>(url, query);
      expect(Math.abs(Date.parse(modelVersion.observedAt) - Date.now())).toBeLessThan(HOUR);
    }
  });
});
