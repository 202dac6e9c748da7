import { LEASE_MS } from '../../../../src/leases/leases.js';
import { type Fleet, type Instance, startFleet } from '../../../support/fleet.js';
import { createRandom, oneOf } from '../../../support/random.js';
import { seedVersions } from '../../../support/seed.js';
import { BUDGETS, PUT_BUDGET, PUT_SCHEDULE, SET_STOP, START, USAGE } from './documents.js';
import { differences, type Expected, scheduled } from './truth.js';
import { spansOf } from './windows-by-minute.js';

/** `npm run month` runs all of it. */
const DAYS = Number(process.env.MONTH_DAYS ?? 0.5);
const SEED = Number(process.env.MONTH_SEED ?? 1);
const KILLS = DAYS > 10 ? 10 : 3;
/** Bounds what hangs: a day takes a minute and a half on a busy machine. */
const LIMIT_MS = 600_000 * Math.max(1, DAYS);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The whole of Monday the 1st in New York to Kolkata; summer time begins there on the 14th, in Berlin on the 28th. */
const PERIOD = {
  fromMs: Date.parse('2027-03-01T00:00:00Z'),
  toMs: Date.parse('2027-03-01T00:00:00Z') + DAYS * DAY_MS,
};
const START_MS = 5 * MINUTE_MS;
const SPEED = 8_000 / START_MS;
const POLL_INTERVAL_MS = 1_000;
/** Of an act, after its moment. */
const LATE_MS = 5_000;
/** Of what counts from RUNNING: that is seen a poll later. */
const SEEN_MS = POLL_INTERVAL_MS + 1_000;
const TAKEOVER_MS = LEASE_MS * 1.25 + 2_000;
/** How far apart a running model is looked at: so much less than what was used is counted at most. */
const LOOKED_MS = 2 * MINUTE_MS;
const UNIT_HOUR = 4;

const SCHEDULES = [
  { windows: ['MON-FRI 08:30-18:00'], timeZone: 'Europe/Berlin', units: 1 },
  { windows: ['SUN-TUE 22:00-03:30'], timeZone: 'America/New_York', units: 2 },
  { windows: ['MON-SUN 12:00-13:00', 'MON-SUN 15:30-17:00'], timeZone: 'Asia/Kolkata', units: 1 },
];

interface Doing {
  readonly atMs: number;
  readonly act: () => Promise<void>;
}

const random = createRandom(SEED);
const between = (from: number, to: number) => Math.round(from + random() * (to - from));

describe(`${DAYS} days of schedules, stops and budgets over 20 models, on three instances of which ${KILLS} are killed`, () => {
  let fleet: Fleet;
  let versions: readonly (readonly [string, readonly string[]])[];
  let instances: Instance[] = [];
  const kills: number[] = [];
  const expected: Expected[] = [];
  const doings: Doing[] = [];

  const someone = () => oneOf(instances, random) as Instance;
  const refusalsOf = (answer: Record<string, { userErrors: readonly unknown[] }>) =>
    Object.values(answer).flatMap(({ userErrors }) => userErrors);
  const run = async (document: string, variables: object) =>
    expect(refusalsOf(await someone().run(document, variables))).toEqual([]);

  function planSchedules(): void {
    SCHEDULES.forEach(({ windows, timeZone, units }, index) => {
      const [projectArn = '', arns = []] = versions[index] ?? [];
      const arn = arns[0] ?? '';
      const input = {
        projectArn,
        name: 'office',
        modelVersionArn: arn,
        windows,
        timeZone,
        minInferenceUnits: units,
      };
      doings.push({ atMs: PERIOD.fromMs, act: () => run(PUT_SCHEDULE, { input }) });
      const spans = spansOf(windows, timeZone, { fromMs: PERIOD.fromMs, toMs: PERIOD.toMs + DAY_MS });
      const isSeen = (atMs: number) =>
        expected.some((it) => arns.includes(it.arn) && it.fromMs + START_MS < atMs);
      const starts = { startMs: START_MS, firstLeadMs: 30 * MINUTE_MS, slackMs: LATE_MS + SEEN_MS, isSeen };
      expected.push(...scheduled(arn, spans, PERIOD, starts));
    });
  }

  /** Somebody starts a model now and then, and says when it is to stop. */
  function planStops(): void {
    const free = versions.slice(0, 3).flatMap(([, arns]) => arns.slice(1));
    for (const arn of free) {
      for (let atMs = PERIOD.fromMs + between(1, 20) * HOUR_MS; atMs < PERIOD.toMs - 8 * HOUR_MS; ) {
        const ranMs = between(10, 300) * MINUTE_MS;
        const isDuration = random() < 0.5;
        const runsAtMs = atMs + START_MS;
        const stopMs = isDuration ? runsAtMs + ranMs : atMs + 10 * MINUTE_MS + ranMs;
        const units = between(1, 2);
        const after = isDuration ? `PT${ranMs / MINUTE_MS}M` : null;
        doings.push({ atMs, act: () => run(START, { arn, units, after }) });
        const at = new Date(stopMs).toISOString();
        if (!isDuration) doings.push({ atMs: atMs + 6 * MINUTE_MS, act: () => run(SET_STOP, { arn, at }) });
        expected.push({ operation: 'StartProjectVersion', arn, fromMs: atMs, toMs: atMs + LATE_MS });
        const seenMs = isDuration ? SEEN_MS : 0;
        expected.push({
          operation: 'StopProjectVersion',
          arn,
          fromMs: stopMs,
          toMs: stopMs + seenMs + LATE_MS,
        });
        atMs += ranMs + between(60, 30 * 60) * MINUTE_MS;
      }
    }
  }

  /** Models that nobody stops: a budget does, at 10 USD, which two units have used after 75 minutes. */
  function planBudgets(): void {
    const [projectArn = '', arns = []] = versions[3] ?? [];
    const scope = { projectArns: [projectArn] };
    const limited = {
      ...{ name: 'forgotten', scope, monthly: { amount: '10', currencyCode: 'USD' } },
      thresholds: [
        { percent: 50, action: 'NOTIFY' },
        { percent: 100, action: 'STOP_MODELS' },
      ],
    };
    const all = {
      ...{ name: 'all', monthly: { amount: '100', currencyCode: 'USD' } },
      thresholds: [{ percent: 25, action: 'NOTIFY' }],
    };
    doings.push({ atMs: PERIOD.fromMs, act: () => run(PUT_BUDGET, { input: limited }) });
    doings.push({ atMs: PERIOD.fromMs, act: () => run(PUT_BUDGET, { input: all }) });
    const atMs = PERIOD.fromMs + 3 * HOUR_MS;
    const usedUpMs = atMs + START_MS + (10 / UNIT_HOUR / 2) * HOUR_MS;
    for (const arn of arns.slice(0, 2)) {
      doings.push({ atMs, act: () => run(START, { arn, units: 1, after: null }) });
      expected.push({ operation: 'StartProjectVersion', arn, fromMs: atMs, toMs: atMs + LATE_MS });
      expected.push({
        operation: 'StopProjectVersion',
        arn,
        fromMs: usedUpMs,
        toMs: usedUpMs + LOOKED_MS + LATE_MS,
      });
    }
  }

  function planKills(): void {
    for (let count = 0; count < KILLS; count += 1) {
      const atMs = PERIOD.fromMs + between(2 * HOUR_MS, PERIOD.toMs - PERIOD.fromMs - 2 * HOUR_MS);
      doings.push({ atMs, act: () => kill(between(0, 40)) });
      doings.push({ atMs: atMs + MINUTE_MS, act: replace });
    }
  }

  async function kill(steps: number): Promise<void> {
    const victim = instances.find((it) => it.isHolder());
    victim?.life.endAfter(steps);
    await fleet.time.advance(10_000);
    victim?.life.end();
    kills.push(fleet.time.now() - 10_000, fleet.time.now());
    instances = instances.filter((it) => it !== victim);
  }

  async function replace(): Promise<void> {
    instances.push(await fleet.join());
  }

  beforeAll(async () => {
    const seed = await seedVersions(4, 5);
    versions = [...seed.versions];
    fleet = await startFleet({ startMs: PERIOD.fromMs, speed: SPEED, runningModels: 20, data: seed.file });
    for (let count = 0; count < 3; count += 1) await replace();
    planStops();
    planSchedules();
    planBudgets();
    planKills();
    for (const { atMs, act } of doings.sort((a, b) => a.atMs - b.atMs)) {
      await fleet.time.advance(Math.max(0, atMs - fleet.time.now()));
      await act();
    }
    await fleet.time.advance(PERIOD.toMs - fleet.time.now());
  }, LIMIT_MS);

  afterAll(() => fleet.close());

  it('every start and stop happens once, when a table says that was made without the code', () => {
    expect(expected.length).toBeGreaterThan(10);
    const due = expected.filter((it) => it.toMs + TAKEOVER_MS < PERIOD.toMs);
    const sent = fleet.sent.filter((it) => it.atMs < PERIOD.toMs);
    const isOpen = ({ arn, operation, fromMs }: Expected) =>
      sent.some((it) => it.arn === arn && it.operation === operation && it.atMs >= fromMs);
    const late = expected.filter((it) => !due.includes(it) && isOpen(it));
    expect(differences([...due, ...late], sent, kills, TAKEOVER_MS)).toEqual([]);
  });

  it('what was used differs from what the emulator has counted by a poll for each transition', async () => {
    interface Versions {
      projects: {
        nodes: { modelVersions: { nodes: { arn: string; usage: { inferenceUnitHours: number } }[] } }[];
      };
    }
    const period = { from: new Date(PERIOD.fromMs).toISOString(), to: new Date(PERIOD.toMs).toISOString() };
    const { projects } = await someone().run<Versions>(USAGE, period);
    const told = new Map(
      projects.nodes
        .flatMap((it) => it.modelVersions.nodes)
        .map(({ arn, usage }) => [arn, usage.inferenceUnitHours * 3_600]),
    );
    const response = await fetch(`${fleet.emulator.url}/_emulator/usage`);
    const { versions: used } = (await response.json()) as {
      versions: { versionArn: string; unitSeconds: number; runs: { units: number; toMs: number }[] }[];
    };
    expect(used.length).toBeGreaterThan(5);
    for (const { versionArn, unitSeconds, runs } of used) {
      const transitions = runs.reduce((sum, { units }) => sum + 2 * units, 0);
      // One that still runs is counted to the last look at it.
      const openMs = runs.reduce(
        (sum, it) => sum + (it.toMs >= fleet.time.now() ? it.units * LOOKED_MS : 0),
        0,
      );
      const most = (transitions * SEEN_MS + openMs) / 1_000;
      const difference = unitSeconds - (told.get(versionArn) ?? 0);
      expect([versionArn, difference > most || difference < -most ? difference : 0]).toEqual([versionArn, 0]);
    }
  });

  it('each threshold was reached when the emulator had counted so much', async () => {
    interface Budgets {
      budgets: { nodes: { name: string; thresholds: { percent: number; reachedAt: string | null }[] }[] };
    }
    const { budgets } = await someone().run<Budgets>(BUDGETS);
    const reached = budgets.nodes.flatMap(({ name, thresholds }) =>
      thresholds.map(({ percent, reachedAt }) => [`${name} ${percent}`, reachedAt] as const),
    );
    expect(reached.map(([name]) => name).sort()).toEqual(['all 25', 'forgotten 100', 'forgotten 50']);
    const usedUpMs = PERIOD.fromMs + 3 * HOUR_MS + START_MS + 75 * MINUTE_MS;
    const at = new Map(reached.map(([name, it]) => [name, Date.parse(it ?? '')]));
    expect(within(at.get('forgotten 100'), usedUpMs)).toBe(true);
    expect(within(at.get('forgotten 50'), usedUpMs - 37.5 * MINUTE_MS)).toBe(true);
    expect(at.get('all 25')).toBeGreaterThan(PERIOD.fromMs);
  });

  const within = (at: number | undefined, dueMs: number) =>
    at !== undefined && at >= dueMs && at <= dueMs + LOOKED_MS + LATE_MS + TAKEOVER_MS;
});
