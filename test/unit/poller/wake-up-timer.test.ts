import { WakeUpTimer } from '../../../src/poller/wake-up-timer.js';
import { createTestClock } from '../../support/test-clock.js';

function aRunningAlarm(everyMs: number) {
  const clock = createTestClock();
  const runs: number[] = [];
  const startedAt = clock.now();
  const timer = new WakeUpTimer(clock, () => {
    runs.push(clock.now() - startedAt);
    return clock.now() + everyMs;
  });
  timer.start();
  return { clock, alarm: timer, runs };
}

describe('The alarm', () => {
  it('runs at its start and whenever the task returned', async () => {
    const { clock, runs } = aRunningAlarm(100);
    await clock.advance(250);
    expect(runs).toEqual([0, 100, 200]);
  });

  it('runs sooner when woken, once for all calls at the same moment', async () => {
    const { clock, alarm: timer, runs } = aRunningAlarm(1_000);
    await clock.advance(300);
    for (let i = 0; i < 100; i++) timer.wakeUp();
    await clock.advance(900);
    expect(runs).toEqual([0, 300]);
  });

  it('runs at most fifty times a second, however often it is rung', async () => {
    const { clock, alarm: timer, runs } = aRunningAlarm(1_000);
    for (let ms = 0; ms < 1_000; ms++) {
      timer.wakeUp();
      await clock.advance(1);
    }
    expect(runs.length).toBeLessThanOrEqual(51);
  });

  it('runs no more once stopped', async () => {
    const { clock, alarm: timer, runs } = aRunningAlarm(100);
    await clock.advance(50);
    timer.stop();
    timer.wakeUp();
    await clock.advance(1_000);
    expect(runs).toEqual([0]);
  });
});
