import { setTimeout as pause } from 'node:timers/promises';
import { controlOf } from '../support/emulator.js';
import { type Instance, type Instances, startInstances } from '../support/instances.js';
import { cursorAt, queryAt } from '../support/query-at.js';
import { createRandom, oneOf } from '../support/random.js';
import { createResumingClient, type ResumingClient } from '../support/resuming-client.js';
import { until } from '../support/until.js';
import { DISTURBANCES } from './disturbances.js';
import { drive } from './model-driver.js';
import { NewestChanges } from './newest-changes.js';
import { brokenLinks, loggedLines, mostInASecond, toLine } from './one-history.js';

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];
const SUBSCRIBERS = 300;
const TRANSITIONS = 500;
/** AWS's own rate of each operation. */
const CALLS_PER_SECOND = 5;

describe('three instances that are killed, paused and cut off twenty times', () => {
  const random = createRandom(5);
  const away = new Set<Instance>();
  const newest = new NewestChanges();
  const clients: ResumingClient[] = [];
  let instances: Instances;
  let isOver = false;

  const urls = () => instances.all.filter((it) => !away.has(it)).map((it) => it.url);

  beforeAll(async () => {
    instances = await startInstances({
      count: 3,
      regions: REGIONS,
      versionsEach: 2,
      settings: { POLL_INTERVAL_MS: '500', READ_MAX_AGE_MS: '200', READ_REVALIDATE_MS: '0' },
      emulator: { EMULATOR_SPEED: '20' },
    });
  });
  afterAll(() => {
    for (const it of clients) it.close();
    return instances.close();
  });

  function subscribe(after: string): ResumingClient {
    return createResumingClient({ after, random, urls, onChange: newest.listener() });
  }

  /** Clients that read, as much as the rate allows and more. */
  async function readOn(projectArn: string): Promise<void> {
    const query = `{ project(arn: "${projectArn}") { modelVersions { edges { node { status } } } } }`;
    while (!isOver) {
      await queryAt(oneOf(urls(), random) ?? '', query).catch(() => {}); // of one that has just been killed
      await pause(50);
    }
  }

  function busiest(): Instance {
    const size = ({ url }: Instance) => clients.filter((it) => it.url === url).length;
    return instances.all.reduce((most, it) => (size(it) > size(most) ? it : most));
  }

  async function disturb(): Promise<void> {
    for (const { act, isAway, ms } of DISTURBANCES) {
      const victim = isAway ? busiest() : (oneOf(instances.all, random) as Instance);
      if (isAway) away.add(victim);
      const leave = () => {
        for (const it of clients) if (it.url === victim.url) it.leave();
      };
      await act(victim, ms, leave);
      away.delete(victim);
    }
  }

  it('lose nothing, double nothing, keep the order, and never exceed the rate of AWS', async () => {
    const after = await cursorAt(urls()[0] ?? '');
    for (let i = 0; i < SUBSCRIBERS; i += 1) clients.push(subscribe(after));
    const arns = [...instances.seed.versions.values()].flat();
    const drivers = arns.map((arn) =>
      drive({ arn, random, urls, isOver: () => isOver, statusOf: newest.statusOf }),
    );
    const readers = [...instances.seed.versions.keys()].map(readOn);

    await disturb();
    await until(() => newest.count >= TRANSITIONS);
    isOver = true;
    await Promise.all([...drivers, ...readers]);
    const logged = await loggedLines(instances.redis);
    const behind = () => clients.filter((it) => it.changes.length < logged.length);
    await until(() => behind().length === 0 || clients.some((it) => it.gaps > 0)).catch(() => {});

    expect(behind().map(stateOf)).toEqual([]);
    expect(clients.filter(({ gaps }) => gaps > 0)).toHaveLength(0);
    for (const { changes } of clients) expect(changes.map(toLine)).toEqual(logged);
    expect(brokenLinks(clients[0]?.changes ?? [])).toEqual([]);
    const { requests } = await controlOf(instances.emulatorUrl).requests();
    expect(requests.filter(({ errorType }) => /Throttl|Throughput/.test(errorType ?? ''))).toEqual([]);
    expect(mostInASecond(requests)).toBeLessThanOrEqual(CALLS_PER_SECOND);
    expect(clients.reduce((sum, { resumed }) => sum + resumed, 0)).toBeGreaterThan(SUBSCRIBERS);
  });
});

/** What says why a client is behind. */
function stateOf({ url, changes, gaps, resumed }: ResumingClient) {
  return { url, changes: changes.length, last: changes.at(-1)?.cursor, gaps, resumed };
}
