import type { ErrorCode } from '../../../../src/domain/errors.js';
import { Governor, type GovernorOptions } from '../../../../src/upstream/governor/governor.js';
import type { Priority } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, ELSEWHERE, failure, noteOutcome, slowly } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';

describe('governor, failures', () => {
  let clock = createTestClock();
  let governor = new Governor({ clock });
  let sends = 0;

  function restart(options: Partial<GovernorOptions> = {}) {
    governor = new Governor({ clock, random: () => 0.5, ...options });
    sends = 0;
  }
  beforeEach(() => {
    clock = createTestClock();
    restart();
  });

  interface Options {
    readonly operation?: string;
    readonly priority?: Priority;
    readonly withinMs?: number;
    readonly at?: typeof AT;
    readonly latencyMs?: number;
  }

  /** Answered by `codes` in order; null, and everything after them, is a success. */
  function call(codes: readonly (ErrorCode | null)[], options: Options = {}) {
    const { operation = OPERATION, at = AT, latencyMs = 10, ...rest } = options;
    const callContext = aCallContext(clock, rest);
    let attempts = 0;
    const sent = governor.of(at).call(operation, callContext, () => {
      sends += 1;
      const code = codes[attempts++];
      return slowly(clock, latencyMs, () => {
        if (code) throw failure(code);
        return 'answer';
      });
    });
    return Object.assign(noteOutcome(clock, sent), { callContext });
  }
  const always = (code: ErrorCode) => Array<ErrorCode>(50).fill(code);

  it('sends a throttled call again after a pause', async () => {
    const noted = call(['UPSTREAM_THROTTLED']);
    await clock.advance(5000);
    expect(noted).toMatchObject({ value: 'answer', settledMs: 10 + 100 + 10 });
    expect(noted.callContext.cost.calls).toBe(2);
  });

  it('sends a throttled mutation again, but never one with a lost reply', async () => {
    const mutation: Options = { operation: 'StartProjectVersion', priority: 'mutation' };
    const throttled = call(['UPSTREAM_THROTTLED'], mutation);
    const lost = call(['UPSTREAM_UNAVAILABLE'], mutation);
    await clock.advance(5000);
    expect(throttled.value).toBe('answer');
    expect(lost).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 10 });
  });

  it('describes again for a mutation after a lost describe', async () => {
    const look = call(['UPSTREAM_UNAVAILABLE'], { priority: 'mutation' });
    await clock.advance(5000);
    expect(look.value).toBe('answer');
  });

  it.each<ErrorCode>(['QUOTA_EXCEEDED', 'IN_USE', 'NOT_FOUND', 'INVALID_INPUT', 'UPSTREAM_ACCESS_DENIED'])(
    'never repeats a call refused with %s',
    async (code) => {
      const noted = call([code]);
      await clock.advance(5000);
      expect(noted).toMatchObject({ code, settledMs: 10 });
      expect(sends).toBe(1);
    },
  );

  it('passes on an error that no adapter may throw, and takes it for no sign', async () => {
    const boom = new Error('boom');
    await expect(
      governor.of(AT).call(OPERATION, aCallContext(clock), () => Promise.reject(boom)),
    ).rejects.toBe(boom);
  });

  it('says when to come back after the last throttle', async () => {
    const noted = call(always('UPSTREAM_THROTTLED'));
    await clock.advance(30_000);
    expect(sends).toBe(5);
    expect(noted.code).toBe('UPSTREAM_THROTTLED');
    expect(noted.retryAfterMs).toBeGreaterThanOrEqual(1000);
  });

  it('does not pause past the deadline', async () => {
    const noted = call(['UPSTREAM_THROTTLED'], { withinMs: 100 });
    await clock.advance(5000);
    expect(noted).toMatchObject({ code: 'UPSTREAM_THROTTLED', settledMs: 10 });
  });

  it('stops repeating when a fifth of the calls and the reserve are used up', async () => {
    for (let i = 0; i < 100; i += 1) call(always('UPSTREAM_THROTTLED'), { operation: 'GetObject' });
    await clock.advance(60_000);
    expect(sends).toBeGreaterThanOrEqual(110);
    expect(sends).toBeLessThanOrEqual(100 + 20 + 10);
  });

  it('lowers the rate once for calls throttled together, and raises it slowly', async () => {
    const limit = () => governor.budgets().find((it) => it.operation === OPERATION);
    for (let i = 0; i < 3; i += 1) call(['UPSTREAM_THROTTLED']);
    await clock.advance(10);
    expect(limit()).toMatchObject({ limitPerSecond: 3.5, throttledLastMinute: 3 });
    await clock.advance(10_000);
    expect(limit()).toMatchObject({ limitPerSecond: 4, throttledLastMinute: 3 });
    await clock.advance(50_000);
    expect(limit()).toMatchObject({ limitPerSecond: 5, throttledLastMinute: 0 });
  });

  it('ends an attempt that hangs, although it does not heed its signal', async () => {
    restart({ callTimeoutMs: 2000 });
    let signal: AbortSignal | undefined;
    const hanging = governor
      .of(AT)
      .call('StartProjectVersion', aCallContext(clock, { priority: 'mutation' }), (it) => {
        signal = it;
        return new Promise(() => {});
      });
    const noted = noteOutcome(clock, hanging);
    await clock.advance(1999);
    expect(signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(signal?.aborted).toBe(true);
    expect(noted).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 2000 });
  });

  it('leaves the signal of an answered call alone', async () => {
    let signal: AbortSignal | undefined;
    await governor.of(AT).call(OPERATION, aCallContext(clock), async (it) => {
      signal = it;
    });
    await clock.advance(60_000);
    expect(signal?.aborted).toBe(false);
  });

  it('ends an attempt at the deadline', async () => {
    const noted = call([], { withinMs: 700, latencyMs: 5000 });
    await clock.advance(10_000);
    expect(noted).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 700 });
  });

  describe('while AWS is failing', () => {
    beforeEach(async () => {
      for (let i = 0; i < 5; i += 1) call(always('UPSTREAM_UNAVAILABLE'), { withinMs: 50 });
      await clock.advance(100);
      sends = 0;
    });

    it('refuses reads of this account and region at once, and no others', async () => {
      const here = call([], { operation: 'DescribeProjects' });
      const elsewhere = call([], { at: ELSEWHERE });
      const otherService = call([], { operation: 'GetObject' });
      await clock.advance(20);
      expect(here).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 0, retryAfterMs: 910 });
      expect([elsewhere.value, otherService.value]).toEqual(['answer', 'answer']);
    });

    it('lets mutations pass', async () => {
      const stop = call([], { operation: 'StopProjectVersion', priority: 'mutation' });
      await clock.advance(20);
      expect(stop.value).toBe('answer');
    });

    it('tries with one call, and goes on within the rate when that is answered', async () => {
      await clock.advance(1200);
      const noted = [...Array(5)].map(() => call([]));
      await clock.advance(10);
      expect(sends).toBe(1);
      expect(noted.map((it) => it.value ?? it.code)).toEqual([
        'answer',
        ...Array(4).fill('UPSTREAM_UNAVAILABLE'),
      ]);
      for (let i = 0; i < 20; i += 1) call([]);
      await clock.advance(900);
      expect(sends).toBe(5);
    });
  });

  it('does not pause for a retry that would be refused', async () => {
    for (let i = 0; i < 4; i += 1) call(always('UPSTREAM_UNAVAILABLE'), { withinMs: 50 });
    const fifth = call(always('UPSTREAM_UNAVAILABLE'));
    await clock.advance(2000);
    expect(fifth).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 10, retryAfterMs: 1000 });
  });

  it('rejects the calls that wait for their turn when AWS begins to fail', async () => {
    for (let i = 0; i < 5; i += 1) call(always('UPSTREAM_UNAVAILABLE'), { withinMs: 50 });
    await clock.advance(1);
    const waiting = call([]);
    const mutation = call([], { priority: 'mutation' });
    await clock.advance(9);
    expect(waiting).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', settledMs: 9, retryAfterMs: 1000 });
    await clock.advance(2000);
    expect(mutation.value).toBe('answer');
  });

  it('takes deadlines shorter than a second for no sign that AWS is failing', async () => {
    for (let i = 0; i < 5; i += 1) call([], { withinMs: 900, latencyMs: 3000 });
    await clock.advance(901);
    const noted = call([], { operation: 'DescribeProjects' });
    await clock.advance(20);
    expect(noted.value).toBe('answer');
  });
});
