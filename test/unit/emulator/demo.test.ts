import { demoState } from '../../../src/emulator/demo/demo-state.js';
import { statusAt } from '../../../src/emulator/lifecycle.js';
import { QUOTAS } from '../../../src/emulator/quotas.js';
import { stateProblem } from '../../../src/emulator/store/state-shape.js';

const NOW_MS = Date.parse('2026-11-21T10:00:00Z');

describe('the demo', () => {
  const state = demoState(NOW_MS);
  const regions = Object.values(state.regions);
  const statuses = (region: (typeof regions)[number], atMs: number) =>
    Object.values(region.versions).map(({ change }) => statusAt(change, atMs));

  test('shows most statuses, and is a state that a file could hold', () => {
    const seen = new Set(regions.flatMap((region) => statuses(region, NOW_MS)));
    expect(seen.size).toBeGreaterThanOrEqual(12);
    expect(stateProblem(JSON.parse(JSON.stringify(state)), 'state')).toBeUndefined();
  });

  test('leaves room to start and train one more model everywhere', () => {
    for (const region of regions) {
      const now = statuses(region, NOW_MS);
      const running = now.filter((status) => status === 'RUNNING' || status === 'STARTING');
      expect(running.length).toBeLessThan(QUOTAS.runningModels);
      const training = now.filter((status) => status === 'TRAINING_IN_PROGRESS');
      expect(training.length).toBeLessThan(QUOTAS.concurrentTrainings);
    }
  });

  test('has the same ARNs at every start', () => {
    const arns = (nowMs: number) =>
      Object.values(demoState(nowMs).regions).flatMap((region) => [
        ...Object.keys(region.projects),
        ...Object.keys(region.versions),
      ]);
    expect(arns(NOW_MS + 12_345)).toEqual(arns(NOW_MS));
  });

  test('settles within a minute and a half', () => {
    const later = regions.flatMap((region) => statuses(region, NOW_MS + 90_000));
    expect(later.filter((status) => /PROGRESS|ING$/.test(status ?? '') && status !== 'RUNNING')).toEqual([]);
  });

  test('is older than now, and copies point to versions that are there', () => {
    for (const region of regions) {
      for (const { createdAtMs, sourceArn } of Object.values(region.versions)) {
        expect(createdAtMs).toBeLessThan(NOW_MS);
        if (sourceArn !== undefined) expect(region.versions).toHaveProperty([sourceArn]);
      }
    }
  });
});
