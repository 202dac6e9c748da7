import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { Priority } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, ELSEWHERE, failure, noteOutcome, slowly } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';

describe('governor, turns', () => {
  let clock = createTestClock();
  let governor = new Governor({ clock });
  let startedAt = 0;
  let sent: [name: string, ms: number][] = [];

  beforeEach(() => {
    clock = createTestClock();
    governor = new Governor({ clock });
    startedAt = clock.now();
    sent = [];
  });

  function call(
    name: string,
    { priority = 'interactive' as Priority, withinMs = 30_000, operation = OPERATION } = {},
  ) {
    return noteOutcome(
      clock,
      governor.of(AT).call(operation, aCallContext(clock, { priority, withinMs }), async () => {
        sent.push([name, clock.now() - startedAt]);
        return slowly(clock, 5, () => name);
      }),
    );
  }

  const calls = (count: number, options = {}) => [...Array(count)].map((_, i) => call(`${i}`, options));
  const sentMs = () => sent.map(([, ms]) => ms);
  const sentNames = () => sent.map(([name]) => name);

  it('sends five at once and the next when the second is over', async () => {
    calls(12);
    await clock.advance(5000);
    expect(sentMs()).toEqual([0, 0, 0, 0, 0, 1050, 1050, 1050, 1050, 1050, 2100, 2100]);
  });

  it('sends twenty calls within 1.06 of the shortest possible time', async () => {
    calls(20);
    await clock.advance(5000);
    expect(sentMs().at(-1)).toBe(3150);
  });

  it('keeps half a call a second', async () => {
    governor = new Governor({ clock, rates: { [OPERATION]: 0.5 } });
    calls(3);
    await clock.advance(10_000);
    expect(sentMs()).toEqual([0, 2050, 4100]);
  });

  it('refuses a rate of zero', () => {
    expect(() => new Governor({ clock, rates: { [OPERATION]: 0 } })).toThrow(RangeError);
  });

  it('keeps operations apart, and accounts and regions', async () => {
    calls(5);
    calls(5, { operation: 'DescribeProjects' });
    void governor.of(ELSEWHERE).call(OPERATION, aCallContext(clock), async () => sent.push(['elsewhere', 0]));
    await clock.advance(0);
    expect(sent).toHaveLength(11);
  });

  it('does not limit operations without a rate', async () => {
    calls(100, { operation: 'GetObject' });
    await clock.advance(0);
    expect(sent).toHaveLength(100);
  });

  it('sends mutations first, then requests, then the poller, each in order', async () => {
    calls(5);
    await clock.advance(1);
    call('p1', { priority: 'poller' });
    call('i1');
    call('i2');
    call('p2', { priority: 'poller' });
    call('m1', { priority: 'mutation' });
    call('i3');
    call('m2', { priority: 'mutation' });
    await clock.advance(5000);
    expect(sentNames().slice(5)).toEqual(['m1', 'm2', 'i1', 'i2', 'i3', 'p1', 'p2']);
  });

  it('leaves one of five permits to requests when the poller wants all', async () => {
    const late = calls(8, { priority: 'poller', withinMs: 400 });
    await clock.advance(500);
    expect(sent).toHaveLength(4);
    expect(late.at(-1)).toMatchObject({ code: 'UPSTREAM_THROTTLED' });
    call('request');
    await clock.advance(0);
    expect(sent.at(-1)).toEqual(['request', 500]);
  });

  it('lets the poller go on where a window holds one call only', async () => {
    governor = new Governor({ clock, rates: { [OPERATION]: 1 } });
    calls(2, { priority: 'poller' });
    await clock.advance(2000);
    expect(sentMs()).toEqual([0, 1050]);
  });

  it('gives a mutation the next token while readers and the poller take all', async () => {
    for (let i = 0; i < 200; i += 1) {
      clock.after(i * 50, () => void call(`i${i}`, { withinMs: 2000 }));
      clock.after(i * 50, () => void call(`p${i}`, { priority: 'poller', withinMs: 20_000 }));
    }
    await clock.advance(3333);
    const before = sent.length;
    const mutation = call('mutation', { priority: 'mutation' });
    await clock.advance(1051);
    expect(sent[before]?.[0]).toBe('mutation');
    expect(mutation.settledMs).toBeLessThanOrEqual(1050 + 5);
  });

  it('refuses at once what cannot have its turn in time, and says when it could', async () => {
    calls(12);
    const late = call('late', { withinMs: 2000 });
    await clock.advance(0);
    expect(late).toEqual({ settledMs: 0, code: 'UPSTREAM_THROTTLED', retryAfterMs: 2100 });
  });

  it('spends no permit on calls that are too late for an answer, under overload', async () => {
    const asks = [...Array(400)].map((_, i) => {
      const noted: { code?: string; value?: unknown }[] = [];
      clock.after(i * 50, () => {
        const callContext = aCallContext(clock, { withinMs: 3000 });
        const send = () => {
          sent.push([`${i}`, clock.now()]);
          return slowly(clock, 300, () => i);
        };
        noted.push(noteOutcome(clock, governor.of(AT).call(OPERATION, callContext, send)));
      });
      return noted;
    });
    await clock.advance(30_000);
    const answered = asks.flat().filter((it) => it.value !== undefined).length;
    expect(answered / sent.length).toBeGreaterThan(0.9);
  });

  it('refuses at the deadline what others have overtaken, without a permit', async () => {
    calls(5);
    await clock.advance(1);
    const overtaken = call('overtaken', { withinMs: 1500 });
    calls(8, { priority: 'mutation' });
    await clock.advance(1499);
    expect(overtaken.settledMs).toBeUndefined();
    await clock.advance(1);
    expect(overtaken).toMatchObject({ settledMs: 1500, code: 'UPSTREAM_THROTTLED' });
    calls(2);
    await clock.advance(2000);
    expect(sentMs().filter((ms) => ms > 2000)).toHaveLength(5);
  });

  it('does not call AWS for a caller that is gone', async () => {
    const gone = [call('gone', { withinMs: 0 }), call('gone', { withinMs: 0, operation: 'GetObject' })];
    await clock.advance(0);
    expect(gone).toMatchObject(Array(2).fill({ settledMs: 0, code: 'UPSTREAM_UNAVAILABLE' }));
    expect(sent).toEqual([]);
  });

  it('shows the budget of every limited operation from the start', async () => {
    governor = new Governor({ clock, accounts: [AT, ELSEWHERE], rates: { GetObject: 50 } });
    expect(governor.budgets()).toHaveLength(2 * 16);
    calls(3);
    await clock.advance(0);
    const budget = governor.budgets().find((it) => it.operation === OPERATION);
    expect(budget).toEqual({
      ...AT,
      operation: OPERATION,
      limitPerSecond: 5,
      available: 2,
      throttledLastMinute: 0,
    });
  });

  it('turns waiting calls away when it closes, and lets sent ones end', async () => {
    const noted = calls(7);
    await clock.advance(0);
    governor.close();
    noted.push(call('later'));
    const elsewhere = noteOutcome(
      clock,
      governor.of(ELSEWHERE).call(OPERATION, aCallContext(clock), async () => {}),
    );
    await clock.advance(5);
    expect(elsewhere.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(noted.map((it) => it.code ?? it.value)).toEqual([
      ...['0', '1', '2', '3', '4'],
      ...Array(3).fill('UPSTREAM_UNAVAILABLE'),
    ]);
  });

  it('wakes a paused retry when it closes', async () => {
    const throttled = noteOutcome(
      clock,
      governor
        .of(AT)
        .call(OPERATION, aCallContext(clock), () => Promise.reject(failure('UPSTREAM_THROTTLED'))),
    );
    await clock.advance(0);
    governor.close();
    await clock.advance(0);
    expect(throttled).toMatchObject({ settledMs: 0, code: 'UPSTREAM_UNAVAILABLE' });
  });
});
