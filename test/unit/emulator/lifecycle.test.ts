import { creationMs, sweep } from '../../../src/emulator/creation.js';
import { begin, statusAt, timingFor } from '../../../src/emulator/lifecycle.js';
import type { Version } from '../../../src/emulator/state.js';
import { fc } from '../../support/properties.js';

describe('a change of status', () => {
  test('shows its first status until its end, and its last from then on', () => {
    const change = begin('STARTING', 'RUNNING', 1_000, 8_000);
    expect(statusAt(change, 1_000)).toBe('STARTING');
    expect(statusAt(change, 8_999)).toBe('STARTING');
    expect(statusAt(change, 9_000)).toBe('RUNNING');
    expect(statusAt(change, 9e15)).toBe('RUNNING');
  });

  test('that takes no time is over at once', () => {
    expect(statusAt(begin('TRAINING_IN_PROGRESS', 'TRAINING_COMPLETED', 5, 0), 5)).toBe('TRAINING_COMPLETED');
  });

  test('never goes back as time goes on', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (beganAtMs, durationMs, a, b) => {
        const change = begin('DELETING', null, beganAtMs, durationMs);
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)];
        const isGone = statusAt(change, earlier) === null;
        expect(isGone && statusAt(change, later) !== null).toBe(false);
      }),
    );
  });
});

describe('durations', () => {
  test('are those of the README at speed 1', () => {
    expect(timingFor('timed', 1)).toEqual({
      trainMs: 20_000,
      startMs: 8_000,
      stopMs: 4_000,
      copyMs: 6_000,
      deleteMs: 2_000,
      projectMs: 1_000,
    });
  });

  test('are divided by the speed and vanish in immediate mode', () => {
    expect(timingFor('timed', 4).trainMs).toBe(5_000);
    expect(timingFor('timed', 0.5).trainMs).toBe(40_000);
    expect(Object.values(timingFor('immediate', 1))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('the number in an ARN', () => {
  const gone = (name: string, createdAtMs: number) => ({
    name,
    createdAtMs,
    change: begin('DELETING', null, createdAtMs, 0),
  });

  test('is now, or the next free millisecond of that name', () => {
    expect(creationMs([], 'v1', 5_000.7)).toBe(5_000);
    expect(creationMs([gone('v1', 5_000), gone('v1', 5_001), gone('v2', 9_000)], 'v1', 5_000)).toBe(5_002);
  });

  test('is never given twice, even if the first bearer is gone and swept away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), (steps) => {
        const region = { projects: {}, versions: {} as Record<string, Version>, models: [] };
        const given = new Set<number>();
        let nowMs = 1_000;
        for (const step of steps) {
          nowMs += step;
          const createdAtMs = creationMs(Object.values(region.versions), 'v', nowMs);
          expect(given.has(createdAtMs)).toBe(false);
          given.add(createdAtMs);
          region.versions[String(createdAtMs)] = gone('v', createdAtMs) as unknown as Version;
          sweep(region, nowMs);
        }
      }),
    );
  });
});
