import type { ModelVersionArn } from '../../../src/domain/arn.js';
import { GatewayError } from '../../../src/domain/errors.js';
import { METERED_KIND } from '../../../src/domain/money/metered.js';
import { USAGE_KIND } from '../../../src/domain/money/run-interval.js';
import { TRAINING_KIND } from '../../../src/domain/money/training.js';
import { WATCHED_KIND } from '../../../src/domain/money/watched.js';
import type { RecordStore } from '../../../src/records/port.js';
import { LAST_TAGS_KIND } from '../../../src/services/money/last-tags.js';
import { aProjectArn } from '../../support/builders.js';
import { anOutage } from '../../support/fake-upstream.js';
import { recordsWith } from '../../support/records.js';
import { POLL_INTERVAL_MS, type UsageInstance, UsageStage } from '../../support/usage-stage.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What a transition made elsewhere may be seen late by. */
const POLL_DISTANCE_MS = 6 * MINUTE;

let stage: UsageStage;
let gateway: UsageInstance;
beforeEach(async () => {
  stage = new UsageStage();
  gateway = await stage.startInstance();
});
afterEach(() => stage.close());

const usage = () => stage.usage(gateway);

/** Runs it from now on for so long, started and stopped elsewhere. */
async function runElsewhere(arn: ModelVersionArn, ms: number): Promise<void> {
  stage.upstream.setStatus(arn, 'RUNNING');
  await stage.clock.advance(ms);
  stage.upstream.setStatus(arn, 'STOPPED');
}

it('what was started and stopped through the gateway is known to a poll interval', async () => {
  const arn = stage.addVersion();
  await stage.clock.advance(10 * MINUTE);
  await stage.start(gateway, arn, 3, 7 * MINUTE);
  await stage.clock.advance(HOUR + 17_345);
  await stage.stop(gateway, arn);
  await stage.clock.advance(10 * MINUTE);
  const { runningMs, inferenceUnitMs, basis, cost } = usage();
  expect(runningMs).toBeLessThanOrEqual(HOUR + 17_345);
  expect(runningMs).toBeGreaterThanOrEqual(HOUR + 17_345 - POLL_INTERVAL_MS - SECOND);
  expect(inferenceUnitMs).toBe(3 * runningMs);
  expect(basis).toBe('OBSERVED');
  expect(Number(cost?.amount)).toBeCloseTo((4 * inferenceUnitMs) / HOUR, 3);
});

it('what others start and stop is counted low, by at most the poll distance', async () => {
  const arn = stage.addVersion();
  await stage.clock.advance(12 * MINUTE);
  await runElsewhere(arn, 2 * HOUR);
  await stage.clock.advance(12 * MINUTE);
  const { runningMs, basis } = usage();
  expect(runningMs).toBeLessThanOrEqual(2 * HOUR);
  expect(runningMs).toBeGreaterThan(2 * HOUR - 2 * POLL_DISTANCE_MS);
  expect(basis).toBe('OBSERVED');
});

it('a run that is under way counts up to the last refresh', async () => {
  const arn = stage.addVersion();
  await stage.clock.advance(MINUTE);
  await stage.start(gateway, arn, 1, 5 * MINUTE);
  await stage.clock.advance(HOUR);
  const { runningMs, basis } = usage();
  expect(runningMs).toBeLessThanOrEqual(HOUR);
  expect(runningMs).toBeGreaterThan(HOUR - 3 * MINUTE);
  expect(basis).toBe('OBSERVED');
});

describe('at least so much it was, where the gateway was blind', () => {
  it('at the first sight of a model that runs already', async () => {
    const arn = stage.addVersion({ status: 'RUNNING' });
    await stage.close();
    await stage.clock.advance(HOUR);
    gateway = await stage.startInstance();
    await stage.clock.advance(HOUR);
    await stage.stop(gateway, arn);
    await stage.clock.advance(MINUTE);
    expect(usage().basis).toBe('AT_LEAST');
    expect(usage().runningMs).toBeLessThanOrEqual(2 * HOUR);
    expect(usage().runningMs).toBeGreaterThan(HOUR - MINUTE);
    expect(stage.usage(gateway, {}, stage.clock.now() - 30 * MINUTE).basis).toBe('OBSERVED');
  });

  it('while it was away at the start of the period', async () => {
    const arn = stage.addVersion();
    await stage.clock.advance(MINUTE);
    await gateway.kill();
    await runElsewhere(arn, HOUR);
    gateway = await stage.startInstance();
    await stage.clock.advance(HOUR);
    expect(usage()).toMatchObject({ basis: 'AT_LEAST', runningMs: 0 });
    expect(stage.usage(gateway, {}, stage.clock.now() - 50 * MINUTE).basis).toBe('OBSERVED');
  });

  it('while it was away at the end of the period', async () => {
    const arn = stage.addVersion();
    await stage.clock.advance(10 * MINUTE);
    await stage.start(gateway, arn, 1, 5 * MINUTE);
    await stage.clock.advance(HOUR);
    await gateway.kill();
    await stage.clock.advance(HOUR);
    stage.upstream.setStatus(arn, 'STOPPED');
    const away = stage.usage(gateway);
    expect(away.basis).toBe('AT_LEAST');
    gateway = await stage.startInstance();
    await stage.clock.advance(MINUTE);
    expect(usage().basis).toBe('AT_LEAST');
    expect(usage().runningMs).toBeLessThanOrEqual(2 * HOUR);
    expect(usage().runningMs).toBeGreaterThan(HOUR - 4 * MINUTE);
    expect(stage.usage(gateway, {}, stage.startedAt, stage.startedAt + 30 * MINUTE).basis).toBe('OBSERVED');
  });

  it('while it was away in the middle: the time between does not count', async () => {
    const arn = stage.addVersion();
    await stage.clock.advance(10 * MINUTE);
    await stage.start(gateway, arn, 1, 5 * MINUTE);
    await stage.clock.advance(HOUR);
    await gateway.kill();
    await stage.clock.advance(HOUR);
    gateway = await stage.startInstance();
    await stage.clock.advance(HOUR);
    await stage.stop(gateway, arn);
    await stage.clock.advance(MINUTE);
    expect(usage().basis).toBe('AT_LEAST');
    expect(usage().runningMs).toBeLessThanOrEqual(2 * HOUR);
    expect(usage().runningMs).toBeGreaterThan(2 * HOUR - 5 * MINUTE);
  });

  it('while AWS did not answer', async () => {
    const arn = stage.addVersion();
    await stage.clock.advance(10 * MINUTE);
    stage.upstream.failure = () => anOutage();
    await runElsewhere(arn, HOUR);
    stage.upstream.failure = () => null;
    await stage.clock.advance(20 * MINUTE);
    expect(usage()).toMatchObject({ basis: 'AT_LEAST', runningMs: 0 });
  });

  it('started and stopped elsewhere between two polls: it is missed, as the rules say', async () => {
    const arn = stage.addVersion();
    await stage.clock.advance(10 * MINUTE + 10 * SECOND);
    await runElsewhere(arn, 3 * MINUTE);
    await stage.clock.advance(20 * MINUTE);
    expect(usage()).toMatchObject({ basis: 'OBSERVED', runningMs: 0 });
  });

  it.each([
    ['that scales by itself', { minInferenceUnits: 2, maxInferenceUnits: 5 }, 2],
    ['whose units AWS does not tell', { minInferenceUnits: null }, 1],
  ])('of a model %s', async (_, units, certain) => {
    const arn = stage.addVersion(units);
    await stage.clock.advance(10 * MINUTE);
    expect(usage().basis).toBe('OBSERVED');
    await runElsewhere(arn, HOUR);
    await stage.clock.advance(10 * MINUTE);
    const { basis, runningMs, inferenceUnitMs } = usage();
    expect(basis).toBe('AT_LEAST');
    expect(inferenceUnitMs).toBe(certain * runningMs);
  });
});

it('a restart that is short loses nothing', async () => {
  const arn = stage.addVersion();
  await stage.clock.advance(10 * MINUTE);
  await stage.start(gateway, arn, 1, 5 * MINUTE);
  for (let i = 0; i < 5; i += 1) {
    await stage.clock.advance(10 * MINUTE);
    await gateway.kill();
    await stage.clock.advance(30 * SECOND);
    gateway = await stage.startInstance();
  }
  await stage.stop(gateway, arn);
  const ran = 5 * 10.5 * MINUTE;
  await stage.clock.advance(5 * MINUTE);
  expect(usage().basis).toBe('OBSERVED');
  expect(usage().runningMs).toBeLessThanOrEqual(ran);
  expect(usage().runningMs).toBeGreaterThan(ran - 10 * SECOND);
});

it('another instance takes over where the last one was killed, from what the log has', async () => {
  const arn = stage.addVersion();
  const other = await stage.startInstance({}, false);
  await stage.clock.advance(10 * MINUTE);
  await stage.start(gateway, arn, 1, 5 * MINUTE);
  await stage.clock.advance(20 * MINUTE);
  await gateway.kill();
  await stage.stop(other, arn);
  stage.upstream.setStatus(arn, 'STOPPED');
  await stage.start(other, arn, 2, 5 * MINUTE);
  await stage.clock.advance(5 * MINUTE);
  await stage.stop(other, arn);
  await stage.clock.advance(MINUTE);
  other.isHolder = true;
  await stage.clock.advance(MINUTE);
  const { runningMs, inferenceUnitMs, basis } = stage.usage(other);
  expect(basis).toBe('OBSERVED');
  expect(Math.abs(runningMs - 25 * MINUTE)).toBeLessThanOrEqual(2 * (POLL_INTERVAL_MS + SECOND));
  expect(Math.abs(inferenceUnitMs - 30 * MINUTE)).toBeLessThanOrEqual(3 * (POLL_INTERVAL_MS + SECOND));
});

it('two instances that hold the lease by force count once', async () => {
  const arn = stage.addVersion();
  await stage.startInstance();
  await stage.clock.advance(10 * MINUTE);
  await stage.start(gateway, arn, 1, 5 * MINUTE);
  await stage.clock.advance(HOUR);
  await stage.stop(gateway, arn);
  await stage.clock.advance(MINUTE);
  expect(usage().basis).toBe('OBSERVED');
  expect(usage().runningMs).toBeLessThanOrEqual(HOUR);
  expect(usage().runningMs).toBeGreaterThan(HOUR - 3 * SECOND);
});

it('what is older than 13 months is taken away, and nothing else', async () => {
  const arn = stage.addVersion();
  await stage.clock.advance(MINUTE);
  const projectArn = stage.project.arn;
  const now = stage.clock.now();
  const [old, kept] = [now - 397 * 24 * HOUR, now - 390 * 24 * HOUR];
  const ran = (to: number) => ({ projectArn, from: to - HOUR, to, endSeenAt: to + 1, minInferenceUnits: 1 });
  const gap = (to: number) => ({ from: to - HOUR, to });
  const gone = aProjectArn('gone');
  await stage.records.commit([
    { kind: USAGE_KIND, key: `${arn} 1`, value: ran(old) },
    { kind: USAGE_KIND, key: `${arn} 2`, value: ran(kept) },
    { kind: TRAINING_KIND, key: arn, value: { projectArn, endedAt: old, billedMs: HOUR } },
    { kind: METERED_KIND, key: `${arn} 3`, value: { projectArn, ...gap(old), runs: [] } },
    { kind: WATCHED_KIND, key: projectArn, value: { since: 0, until: null, gaps: [gap(old), gap(kept)] } },
    { kind: WATCHED_KIND, key: gone, value: { since: 0, until: old, gaps: [gap(old)] } },
    { kind: LAST_TAGS_KIND, key: gone, value: { tags: [] } },
  ]);
  await stage.clock.advance(HOUR + MINUTE);
  const keysOf = (kind: string) => stage.records.list(kind).map(({ key }) => key);
  expect([...keysOf(USAGE_KIND), ...keysOf(TRAINING_KIND), ...keysOf(METERED_KIND)]).toEqual([`${arn} 2`]);
  expect([...keysOf(WATCHED_KIND), ...keysOf(LAST_TAGS_KIND)]).toEqual([projectArn]);
  expect(stage.records.get(WATCHED_KIND, projectArn)?.value).toMatchObject({ gaps: [gap(kept)] });
});

it('what ran while nothing could be stored is written down afterwards', async () => {
  const arn = stage.addVersion();
  await gateway.kill();
  let isAway = false;
  const commit: RecordStore['commit'] = (...of) =>
    isAway
      ? Promise.reject(new GatewayError('STORAGE_UNAVAILABLE', 'The store is away.'))
      : stage.records.commit(...of);
  gateway = await stage.startInstance({ records: recordsWith(stage.records, { commit }) });
  await stage.clock.advance(10 * MINUTE);
  isAway = true;
  await stage.start(gateway, arn, 2, 5 * MINUTE);
  await stage.clock.advance(HOUR);
  await stage.stop(gateway, arn);
  await stage.clock.advance(10 * MINUTE);
  isAway = false;
  await stage.clock.advance(10 * SECOND);
  const { runningMs, inferenceUnitMs, basis } = usage();
  expect(runningMs).toBeLessThanOrEqual(HOUR);
  expect(runningMs).toBeGreaterThan(HOUR - POLL_INTERVAL_MS - SECOND);
  expect([inferenceUnitMs, basis]).toEqual([2 * runningMs, 'OBSERVED']);
});
