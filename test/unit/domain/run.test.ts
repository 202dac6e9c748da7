import type { ModelVersion } from '../../../src/domain/model.js';
import {
  LONGEST_UNSEEN_RUN_MS,
  LONGEST_UNSEEN_START_MS,
  type ModelVersionStatus,
  runOf,
  withRun,
} from '../../../src/domain/status.js';
import { versionListMs, withJitter } from '../../../src/poller/intervals.js';
import { toRates } from '../../../src/poller/pacing.js';
import { aModelVersion } from '../../support/builders.js';
import { createRandom, oneOf } from '../../support/random.js';

const MINUTE = 60_000;
const ROUND: readonly ModelVersionStatus[] = ['STOPPED', 'STARTING', 'RUNNING', 'STOPPING'];

interface Period {
  readonly status: ModelVersionStatus;
  readonly fromMs: number;
}

/** A model that is started and stopped over and over, each status lasting one to thirty minutes. */
function lifeOf(random: () => number): Period[] {
  let fromMs = 0;
  return Array.from({ length: 200 }, (_, index) => {
    const period = { status: ROUND[index % ROUND.length] ?? 'STOPPED', fromMs };
    fromMs += MINUTE * (1 + 29 * random());
    return period;
  });
}

it.each(Array.from({ length: 50 }, (_, seed) => seed))('never tells a run too long: walk %i', (seed) => {
  const random = createRandom(seed);
  const life = lifeOf(random);
  let before: { value: ModelVersion; at: number } | undefined;
  let exact = 0;
  for (let at = MINUTE * random(); at < (life.at(-1)?.fromMs ?? 0); ) {
    const now = life.findLast(({ fromMs }) => fromMs <= at) ?? life[0];
    const value = withRun(aModelVersion({ status: now?.status ?? 'STOPPED', observedAt: at }), at, before);
    const run = runOf(value);
    expect(run === null).toBe(now?.status !== 'RUNNING');
    if (run && now) {
      expect(run.sinceAt).toBeGreaterThanOrEqual(now.fromMs);
      expect(run.sinceAt).toBeLessThanOrEqual(at);
      if (run.isSinceExact) expect(run.sinceAt - now.fromMs).toBeLessThanOrEqual(LONGEST_UNSEEN_START_MS);
      exact += Number(run.isSinceExact);
    }
    before = { value, at };
    at += oneOf([2_000, 30_000, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE], random) ?? 0;
  }
  expect(exact).toBeGreaterThan(0);
});

it('takes a run for unbroken, and a start for seen, as far apart as the poller looks', () => {
  const longestTurnMs = Math.max(
    ...[1, 2, 40].map((projects) => (1_000 * projects) / toRates(5, projects).idle),
  );
  const latest = (hasRunning: boolean) => withJitter(versionListMs('none', hasRunning), 1);
  expect(LONGEST_UNSEEN_RUN_MS).toBe(2 * versionListMs('none', true));
  expect(LONGEST_UNSEEN_START_MS).toBeGreaterThan(latest(false) + longestTurnMs);
  expect(LONGEST_UNSEEN_START_MS).toBeLessThan(1.25 * latest(false));
});

it('knows of a version that was stored before runs were only that it ran when it was read', () => {
  const stored = aModelVersion({ status: 'RUNNING', observedAt: 5_000 });
  expect(runOf(stored)).toEqual({ sinceAt: 5_000, isSinceExact: false });
  const seen = withRun(stored, 65_000, { value: stored, at: 5_000 });
  expect(seen.run).toEqual({ sinceAt: 5_000, isSinceExact: false });
});

it('has no run that begins later than it was seen, also after the clock was set back', () => {
  const ran = aModelVersion({ status: 'RUNNING', run: { sinceAt: 9_000, isSinceExact: true } });
  expect(withRun(ran, 3_000, { value: ran, at: 3_000 }).run).toEqual({ sinceAt: 3_000, isSinceExact: true });
});
