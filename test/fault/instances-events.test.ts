import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectArn } from '../../src/domain/arn.js';
import type { GatewayEvent } from '../../src/domain/gateway-event.js';
import { silentLog } from '../../src/log.js';
import { RedisRecords } from '../../src/records/redis-records.js';
import { RedisLink } from '../../src/redis/link.js';
import { createNames } from '../../src/redis/names.js';
import { EVENT_KIND, toldWith } from '../../src/services/outbox.js';
import { apiKeys, ask, bearer, keyOf } from '../support/callers.js';
import { aGatewayEvent } from '../support/gateway-events.js';
import { type Instance, type Instances, startInstances } from '../support/instances.js';
import { createRandom, oneOf } from '../support/random.js';
import { createResumingEventClient, type ResumingEventClient } from '../support/resuming-event-client.js';
import { until } from '../support/until.js';

/** The test command has a short walk. */
const SECONDS = Number(process.env.EVENTS_SECONDS ?? 8);
const SEED = Number(process.env.EVENTS_SEED ?? 18);
const REGIONS = ['us-east-1', 'eu-west-1'];
const WRITERS = 4;
const SUBSCRIBERS = 24;

/** Which projects each may read, by the regions of the seed; `whole`: also what belongs to no project. */
const GRANTED = {
  everything: ['*'],
  americas: ['arn:aws:rekognition:us-east-1:123456789012:project/*'],
  europe: ['arn:aws:rekognition:eu-west-1:123456789012:project/*'],
  nothing: ['arn:aws:rekognition:eu-west-1:123456789012:project/other'],
} as const;
type Subject = keyof typeof GRANTED;
const SEES: Readonly<Record<Subject, readonly string[]>> = {
  everything: ['us-east-1', 'eu-west-1', 'both', 'all of us-east-1', 'all'],
  americas: ['us-east-1', 'all of us-east-1'],
  europe: ['eu-west-1'],
  nothing: [],
};
const KINDS = ['ALIAS_MOVED', 'AUTOMATION_FAILED', 'AUTOMATION_SKIPPED'] as const;

describe('events that are written by several while instances die', () => {
  const random = createRandom(SEED);
  const written: GatewayEvent[] = [];
  const clients: (ResumingEventClient & { readonly wants: (event: GatewayEvent) => boolean })[] = [];
  let instances: Instances;
  let records: RedisRecords;
  let link: RedisLink;
  let isOver = false;

  beforeAll(async () => {
    instances = await startInstances({
      ...{ count: 3, regions: REGIONS, versionsEach: 1 },
      settings: {
        ...{ AUTH: 'api-key', API_KEYS: apiKeys(Object.keys(GRANTED)), REQUESTS_PER_MINUTE: '100000' },
        GRANTS: JSON.stringify(
          Object.entries(GRANTED).map(([subject, projects]) => ({ to: [subject], role: 'viewer', projects })),
        ),
      },
    });
    const { url } = instances.redis;
    link = new RedisLink({ url, log: silentLog });
    records = new RedisRecords({ url, link, names: createNames(), log: silentLog, lease: 'automation' });
    await records.ready(5_000);
  });
  afterAll(async () => {
    await Promise.all(clients.map((it) => it.close()));
    records?.close();
    await link?.close();
    await instances?.close();
  });

  const urls = () => instances.all.map((it) => it.url);
  const arnIn = (region: string) =>
    ([...instances.seed.versions.keys()].find((it) => it.includes(region)) ?? '') as ProjectArn;

  function scopeOf(where: string): GatewayEvent['scope'] {
    if (where === 'both') return { projectArns: REGIONS.map(arnIn) };
    if (where === 'all') return {};
    if (where === 'all of us-east-1') return { accountId: '123456789012', region: 'us-east-1' };
    return { projectArns: [arnIn(where)] };
  }

  async function write(): Promise<void> {
    while (!isOver) {
      const where = oneOf(SEES.everything, random) ?? 'all';
      const { id: _, ...event } = aGatewayEvent('', { scope: scopeOf(where), at: Date.now() });
      const kind = oneOf(KINDS, random) ?? 'ALIAS_MOVED';
      const message = `${where} ${written.length}`;
      const told = toldWith({ ...event, kind, message });
      written.push({ ...event, kind, message, id: told.key });
      await records.commit([told]); // the test's own way to Redis is never cut
      await pause(random() * 60);
    }
  }

  function subscribe(after: string): void {
    const subject = oneOf(Object.keys(GRANTED) as Subject[], random) ?? 'everything';
    const kinds = random() < 0.5 ? null : [oneOf(KINDS, random)];
    const region = random() < 0.6 ? null : oneOf(REGIONS, random);
    const headers = bearer(keyOf(subject));
    const variables = { kinds, projectArns: region ? [arnIn(region)] : null };
    const client = createResumingEventClient({ after, random, urls, headers, variables });
    const wants = ({ kind, message }: GatewayEvent) => {
      const where = message?.replace(/ \d+$/, '') ?? '';
      const isIn = where === region || where === 'both' || where === 'all' || where === `all of ${region}`;
      return SEES[subject].includes(where) && (kinds?.includes(kind as never) ?? true) && (!region || isIn);
    };
    clients.push(Object.assign(client, { wants }));
  }

  async function disturb(): Promise<void> {
    for (const until_ = Date.now() + SECONDS * 1_000; Date.now() < until_; ) {
      const it = oneOf(instances.all, random) as Instance;
      if (random() < 0.5) {
        await it.process.kill();
        await it.restart();
      } else {
        it.redis.refuse(true);
        it.redis.cut();
        await pause(random() * 1_500);
        it.redis.refuse(false);
      }
      await pause(random() * 1_000);
    }
  }

  it(
    'are seen once and in order by all that may see them, and by nobody else',
    async () => {
      const root = bearer(keyOf('everything'));
      const { data } = await ask<{ eventCursor: string }>({ url: urls()[0] ?? '' }, root, '{ eventCursor }');
      for (let i = 0; i < SUBSCRIBERS; i += 1) subscribe(data?.eventCursor ?? '');
      const writers = Array.from({ length: WRITERS }, write);
      await disturb();
      isOver = true;
      await Promise.all(writers);
      await until(() => records.list(EVENT_KIND).length === 0); // the lease passes on
      const stored = await instances.redis.client().xrange('{custom-labels-gateway}:events', '-', '+');
      const logged = stored.map(([, fields]) => JSON.parse(fields[3] ?? '') as GatewayEvent);
      expect(logged).toHaveLength(written.length);
      expect(new Set(logged.map(({ id }) => id)).size).toBe(written.length);
      expect(logged.map(({ id }) => id).sort()).toEqual(written.map(({ id }) => id).sort());
      const expectedBy = clients.map(({ wants }) => logged.filter(wants).map(({ message }) => message));
      await until(() => clients.every(({ seen }, index) => seen.length >= (expectedBy[index]?.length ?? 0)));
      await pause(300); // what comes twice comes by then
      for (const [index, { seen }] of clients.entries())
        expect(seen.map(({ kind, message }) => (kind === 'GAP' ? kind : message))).toEqual(expectedBy[index]);
      expect(clients.reduce((sum, { resumed }) => sum + resumed, 0)).toBeGreaterThan(SUBSCRIBERS);
      expect(written.length).toBeGreaterThan(100);
    },
    SECONDS * 1_000 + 90_000,
  );
});
