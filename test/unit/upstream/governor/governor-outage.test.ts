import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { Priority } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, failure, type Noted, noteOutcome, slowly } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';
const OUTAGE = { fromMs: 10_000, toMs: 70_000 };

/** 20 requests a second and a poller that takes all it can get, for 90 s; AWS is away for 60 of them. */
describe.each([
  ['refuses connections', 2],
  ['hangs', 60_000],
])('while AWS %s', (_, downLatencyMs) => {
  const sent: number[] = [];
  const waited: (Noted & { priority: Priority; arrivedMs: number })[] = [];

  beforeAll(async () => {
    const clock = createTestClock(0);
    const governor = new Governor({ clock, random: () => 0.5, callTimeoutMs: 5000 });
    const isDown = () => clock.now() >= OUTAGE.fromMs && clock.now() < OUTAGE.toMs;
    const call = (priority: Priority, withinMs: number) => {
      const answer = governor.of(AT).call(OPERATION, aCallContext(clock, { priority, withinMs }), () => {
        sent.push(clock.now());
        if (!isDown()) return slowly(clock, 20, () => {});
        return slowly(clock, downLatencyMs, () => {
          throw failure('UPSTREAM_UNAVAILABLE');
        });
      });
      const arrivedMs = clock.now();
      waited.push(Object.assign(noteOutcome(clock, answer), { priority, arrivedMs }));
    };
    for (let ms = 0; ms < 90_000; ms += 50) {
      clock.after(ms, () => call('interactive', 3000));
      clock.after(ms, () => call('poller', 20_000));
    }
    await clock.advance(120_000);
  });

  const inOutage = (ms: number) => ms > OUTAGE.fromMs + 6000 && ms < OUTAGE.toMs;

  it('no request waits past its deadline', () => {
    expect(waited.every((it) => (it.settledMs ?? Number.POSITIVE_INFINITY) <= 20_000)).toBe(true);
    expect(waited.every((it) => it.priority === 'poller' || (it.settledMs ?? 0) <= 3000)).toBe(true);
  });

  it('nearly all requests learn at once that AWS is away', () => {
    const requests = waited.filter((it) => it.priority === 'interactive' && inOutage(it.arrivedMs));
    const atOnce = requests.filter((it) => it.settledMs === 0 && it.code === 'UPSTREAM_UNAVAILABLE');
    expect(atOnce.length / requests.length).toBeGreaterThan(0.9);
  });

  it('AWS is called now and then, not more than when it is well', () => {
    expect(sent.filter(inOutage).length).toBeLessThan(30);
  });

  it('requests are answered again soon after it is back, and at no moment above the rate', () => {
    const answered = waited.filter((it) => it.arrivedMs > OUTAGE.toMs && it.code === undefined);
    expect(Math.min(...answered.map((it) => it.arrivedMs))).toBeLessThan(OUTAGE.toMs + 14_000);
    for (const [index, ms] of sent.entries()) {
      expect((sent[index + 5] ?? Number.POSITIVE_INFINITY) - ms).toBeGreaterThan(1000);
    }
  });
});
