import { SharedCall } from '../../../../src/upstream/coalescing/shared-call.js';
import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { CallContext } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, noteOutcome, slowly } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';
/** A window of AWS's rate, with what is added for calls that travel long. */
const WINDOW_MS = 1_100;
const CALLS_PER_WINDOW = 5;

describe('governor, when more is wanted than the rate lets through', () => {
  let clock = createTestClock();
  let governor = new Governor({ clock });
  let sent: string[] = [];

  beforeEach(() => {
    clock = createTestClock();
    governor = new Governor({ clock });
    sent = [];
  });

  /** @param name - stands in `sent` once it was sent */
  function call(name: string, change: Partial<CallContext> = {}, withinMs = 30_000) {
    const ask = { ...aCallContext(clock, { withinMs }), ...change };
    return noteOutcome(clock, send(name, ask));
  }

  function send(name: string, callContext: CallContext): Promise<unknown> {
    return governor.of(AT).call(OPERATION, callContext, () => {
      sent.push(name);
      return slowly(clock, 20, () => name);
    });
  }

  /** So many calls a second of one subject, for so long. */
  function demand(subject: string, perSecond: number, seconds: number, withinMs = 3_000): void {
    for (let i = 0; i < perSecond * seconds; i += 1)
      clock.after((i * 1000) / perSecond, () => void call(subject, { subject }, withinMs));
  }

  const shareOf = (name: string) => sent.filter((it) => it === name).length / sent.length;

  it('the poller gets one call in five, whatever readers want', async () => {
    demand('reader', 15, 60);
    for (let i = 0; i < 60; i += 1)
      clock.after(
        i * 1000,
        () => void call('poller', { priority: 'poller', reason: 'inTransition' }, 15_000),
      );
    await clock.advance(60_000);
    expect(sent.length).toBeGreaterThan(250);
    expect(shareOf('poller')).toBeGreaterThanOrEqual(0.19);
    expect(shareOf('poller')).toBeLessThanOrEqual(0.21);
  });

  it('the poller is not refused for a long line of readers: it does not stand in it', async () => {
    demand('reader', 15, 30, 60_000);
    await clock.advance(20_000);
    const look = call('poller', { priority: 'poller', reason: 'inTransition' }, 5_000);
    await clock.advance(2 * WINDOW_MS);
    expect(look.code).toBeUndefined();
    expect(look.settledMs).toBeLessThanOrEqual(2 * WINDOW_MS);
  });

  it('a version in transition is refreshed within three intervals, before what the poller lists meanwhile', async () => {
    demand('reader', 15, 60);
    const looks = [...Array(25)].map((_, i) => {
      const noted: ReturnType<typeof call>[] = [];
      clock.after(i * 2_000, () => {
        for (let list = 0; list < 3; list += 1) call('list', { priority: 'poller', reason: 'list' }, 15_000);
        noted.push(call('inTransition', { priority: 'poller', reason: 'inTransition' }, 15_000));
      });
      return noted;
    });
    await clock.advance(60_000);
    for (const { code, settledMs } of looks.flat()) {
      expect(code).toBeUndefined();
      expect(settledMs).toBeLessThanOrEqual(2 * WINDOW_MS);
    }
  });

  it.each([1, 2, 5, 9])(
    'a single read of one among %i that want too much waits for its share only',
    async (many) => {
      for (let i = 0; i < many; i += 1) demand(`greedy-${i}`, 15, 30, 20_000);
      await clock.advance(10_000);
      for (let i = 0; i < 10; i += 1) {
        const modest = call('modest', { subject: 'modest' });
        const windows = Math.ceil((many + 1) / CALLS_PER_WINDOW) + 1;
        await clock.advance(windows * WINDOW_MS);
        expect(modest.code).toBeUndefined();
        expect(modest.settledMs ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(windows * WINDOW_MS);
      }
    },
  );

  it('each of several that want too much gets the same, as in the model', async () => {
    const demands = { a: 3, b: 6, c: 30, d: 0.5 };
    for (const [subject, perSecond] of Object.entries(demands)) demand(subject, perSecond, 60);
    await clock.advance(60_000);
    const perSecond = sent.length / 60;
    for (const [subject, most] of Object.entries(demands)) {
      const share = fairShare(Object.values(demands), perSecond, most);
      expect(Math.abs(shareOf(subject) * perSecond - share)).toBeLessThanOrEqual(0.2);
    }
  });

  it('a subject that was away has no credit for it', async () => {
    demand('steady', 10, 40, 10_000);
    clock.after(20_000, () => {
      for (let i = 0; i < 100; i += 1) void call('late', { subject: 'late' }, 20_000);
    });
    await clock.advance(20_000);
    sent = [];
    await clock.advance(10_000);
    expect(shareOf('late')).toBeGreaterThan(0.4);
    expect(shareOf('late')).toBeLessThan(0.6);
  });

  it('a call that the poller and a greedy reader wait for goes when the poller would go', async () => {
    demand('greedy', 15, 60, 20_000);
    await clock.advance(10_000);
    const shared = new SharedCall({ ...aCallContext(clock), priority: 'poller', reason: 'inTransition' });
    const noted = noteOutcome(clock, send('shared', shared));
    shared.join({ ...aCallContext(clock), subject: 'greedy' });
    await clock.advance(2 * WINDOW_MS);
    expect(noted.settledMs).toBeLessThanOrEqual(2 * WINDOW_MS);
  });

  it('a call of a greedy reader that a modest one joins goes when the modest one would go', async () => {
    demand('greedy', 15, 60, 20_000);
    await clock.advance(10_000);
    const shared = new SharedCall({ ...aCallContext(clock), subject: 'greedy' });
    const noted = noteOutcome(clock, send('shared', shared));
    shared.join({ ...aCallContext(clock), subject: 'modest' });
    await clock.advance(WINDOW_MS);
    expect(noted.settledMs).toBeLessThanOrEqual(WINDOW_MS);
  });

  it('mutations go before all', async () => {
    for (let i = 0; i < 5; i += 1) demand(`reader-${i}`, 10, 20);
    await clock.advance(10_000);
    call('poller', { priority: 'poller', reason: 'invalidated' });
    const mutation = call('mutation', { priority: 'mutation' });
    await clock.advance(WINDOW_MS);
    expect(mutation.settledMs).toBeLessThanOrEqual(WINDOW_MS);
  });
});

/** What one gets that wants `own`, where the rate is filled evenly from the smallest demand on ("max-min"). */
function fairShare(demands: readonly number[], rate: number, own: number): number {
  let [left, open] = [rate, demands.length];
  for (const it of [...demands].sort((a, b) => a - b)) {
    const share = Math.min(it, left / open);
    if (it === own) return share;
    left -= share;
    open -= 1;
  }
  throw new Error('not among the demands');
}
