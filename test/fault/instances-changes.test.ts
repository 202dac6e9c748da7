import { type Control, controlOf } from '../support/emulator.js';
import type { Answer } from '../support/gateway.js';
import { type Instances, startInstances } from '../support/instances.js';
import { queryAt } from '../support/query-at.js';
import { until } from '../support/until.js';
import { CHANGES, type Change, withKey } from './changes.js';
import { createWorld, FAST, type World } from './fault-world.js';

type Payloads = Record<string, { readonly userErrors: readonly { readonly code: string }[] } | null>;

const LOOKS = ['DescribeProjects', 'DescribeProjectVersions', 'ListProjectPolicies'];

/** One for each mutation: AWS lets two models run in one. The first is the gateway's default. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-west-2', 'eu-central-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1'],
];

/** Every mutation at once, each in a world of its own, on three instances with one Redis. */
describe('every mutation on three instances is made once and never called failed', () => {
  let instances: Instances;
  let control: Control;
  let worlds: ReadonlyMap<Change, World>;
  let round = 0;

  beforeAll(async () => {
    instances = await startInstances({
      ...{
        count: 3,
        regions: REGIONS,
        versionsEach: 1,
        emulator: { EMULATOR_TRANSITIONS: 'immediate', EMULATOR_TPS: '0' },
      },
      settings: {
        UPSTREAM_TPS: FAST,
        POLL_INTERVAL_MS: '500',
        READ_MAX_AGE_MS: '0',
        READ_REVALIDATE_MS: '0',
      },
    });
    control = controlOf(instances.emulatorUrl);
  });
  afterAll(() => instances.close());

  beforeEach(async () => {
    round += 1;
    const { emulatorUrl: url } = instances;
    const made = CHANGES.map(
      async (it, index) => [it, await createWorld(url, `${it.field}-${round}`, REGIONS[index])] as const,
    );
    worlds = new Map(await Promise.all(made));
  });
  afterEach(async () => {
    await control.clearFaults();
    for (const { aws, runningArn, trainedArn } of worlds.values()) {
      for (const ProjectVersionArn of [runningArn, trainedArn])
        await aws.stopProjectVersion({ ProjectVersionArn }).catch(() => {}); // it may be stopped
      aws.destroy();
    }
    for (const it of instances.all) {
      it.redis.refuse(false);
      if (!it.process.isRunning) await it.restart();
    }
  });

  const worldOf = (change: Change) => worlds.get(change) as World;

  async function run(at: number, change: Change): Promise<Answer<Payloads>> {
    const response = await fetch(`${instances.all[at]?.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: change.document,
        variables: withKey(change, worldOf(change), `key-${round}`),
      }),
    });
    return (await response.json()) as Answer<Payloads>;
  }
  const runAll = (at: number) => Promise.all(CHANGES.map((it) => run(at, it)));

  /** How often AWS was asked for each, cut connections left out. */
  async function asked(): Promise<Record<string, number>> {
    const { requests } = await control.requests();
    const counts = CHANGES.map(({ field, operation }) => {
      const isAsked = (it: (typeof requests)[number]) => it.operation === operation && it.input !== null;
      return [field, requests.filter(isAsked).length];
    });
    return Object.fromEntries(counts);
  }
  const once = Object.fromEntries(CHANGES.map(({ field }) => [field, 1]));

  async function expectDone(answers: readonly Answer<Payloads>[]): Promise<void> {
    for (const [index, change] of CHANGES.entries()) {
      expect([change.field, answers[index]?.errors]).toEqual([change.field, undefined]);
      expect(answers[index]?.data?.[change.field]).toMatchObject({ userErrors: [] });
      expect([change.field, await change.isDone(worldOf(change))]).toEqual([change.field, true]);
    }
  }

  /** AWS acts and no answer arrives; the looks that follow hang. */
  async function loseAllAnswers(): Promise<void> {
    const all = '{ projects(first: 100) { nodes { modelVersions(first: 100) { nodes { status } } } } }';
    await queryAt(instances.all[0]?.url ?? '', all); // what is known needs no look before the change
    await control.clearRequests();
    for (const { operation } of CHANGES) await control.addFault({ operation, replyLost: true, count: 1 });
    for (const operation of LOOKS) await control.addFault({ operation, latencyMs: 20_000 });
  }

  it('by kill -9 between AWS’s act and our answer, and the same key elsewhere', async () => {
    await loseAllAnswers();
    const killed = runAll(0).catch(() => []);
    await until(async () => Object.values(await asked()).every((it) => it === 1));
    await instances.all[0]?.process.kill();
    await killed;
    await control.clearFaults();
    await expectDone(await runAll(1));
    expect(await asked()).toEqual(once);
    await expectDone(await runAll(2)); // the answers are on record now
  });

  it('by a key that was used while its instance was cut off from Redis', async () => {
    await control.clearRequests();
    instances.all[0]?.redis.refuse(true);
    instances.all[0]?.redis.cut();
    const first = await runAll(0);
    await expectDone(first);
    await expectDone(await runAll(1)); // Redis knows nothing of it yet: AWS is looked at
    instances.all[0]?.redis.refuse(false);
    await until(() => ready(0));
    await expectDone(await runAll(2));
    expect(await asked()).toEqual(once);
  });

  it('by a key that was used while its instance was cut off, which died before it could store it', async () => {
    await control.clearRequests();
    instances.all[0]?.redis.refuse(true);
    instances.all[0]?.redis.cut();
    await expectDone(await runAll(0));
    await instances.all[0]?.process.kill();
    const answers = await runAll(1);
    const unknown = answers.filter(({ errors }) => errors?.[0]?.extensions.code === 'OUTCOME_UNKNOWN');
    expect(unknown).toHaveLength(0); // each of them shows in AWS; the window allows it all the same
    await expectDone(answers);
    expect(await asked()).toEqual(once);
  });

  it('by a key with a record that Redis lost', async () => {
    await control.clearRequests();
    await expectDone(await runAll(0));
    await instances.redis.flush();
    await expectDone(await runAll(1));
    expect(await asked()).toEqual(once);
  });

  async function ready(at: number): Promise<boolean> {
    const answer = await fetch(`${instances.all[at]?.url}/readyz`);
    return ((await answer.json()) as { degraded: readonly string[] }).degraded.length === 0;
  }
});
