import { ProcessorShares } from '../../../../src/server/limits/processor-share.js';
import { SubjectQuotas } from '../../../../src/server/limits/quotas.js';
import { createTestClock } from '../../../support/test-clock.js';

const REFUSED = expect.objectContaining({ code: 'TOO_MANY_REQUESTS' });

describe('mutations', () => {
  it('count as a request each, before any is tried', () => {
    const quotas = new SubjectQuotas({ requestsPerMinute: 100, subscriptions: null }, createTestClock());
    for (let i = 0; i < 10; i++) {
      quotas.takeRequest('ann');
      quotas.takeLoad('ann', { mutations: 10, values: 10 });
    }
    expect(() => quotas.takeRequest('ann')).toThrow(REFUSED);
    quotas.takeRequest('ben');
  });

  it('that are more than a whole quota are taken once there is one', async () => {
    const clock = createTestClock();
    const quotas = new SubjectQuotas({ requestsPerMinute: 2, subscriptions: null }, clock);
    quotas.takeRequest('ann');
    const load = { mutations: 10, values: 10 };
    expect(() => quotas.takeLoad('ann', load)).toThrow(REFUSED);
    await clock.advance(60_000);
    quotas.takeLoad('ann', load);
  });
});

describe('the processor', () => {
  /** How much of 60 s `ann` gets by operations of so many milliseconds, while another is there or not. */
  async function usedBy(ms: number, isAlone: boolean): Promise<number> {
    const clock = createTestClock();
    const shares = new ProcessorShares(3_000, clock);
    let used = 0;
    for (let at = 0; at < 60_000; at += 20) {
      if (!isAlone) shares.check('normal', 0);
      try {
        shares.check('ann', 0);
        shares.spend('ann', ms);
        used += ms;
      } catch (error) {
        expect(error).toEqual(REFUSED);
      }
      await clock.advance(20);
    }
    return used;
  }

  it('is shared: one subject has a tenth of it, and less for operations that hold it for long', async () => {
    expect(await usedBy(1, false)).toBe(3_000);
    expect(await usedBy(6, false)).toBeLessThan((1_500 + 6_000) / 2 + 100);
    expect(await usedBy(20, false)).toBeLessThan((1_500 + 6_000) / 6 + 100);
  });

  it('is all of a subject that is alone', async () => {
    expect(await usedBy(20, true)).toBe(60_000);
  });

  it('is not promised twice: what would take more than is left is refused before', () => {
    const shares = new ProcessorShares(3_000, createTestClock());
    shares.check('normal', 0);
    shares.spend('ann', 240);
    shares.check('ann', 1);
    expect(() => shares.check('ann', 20)).toThrow(REFUSED);
  });

  it('says when to come back, and it is true', async () => {
    const clock = createTestClock();
    const shares = new ProcessorShares(3_000, clock);
    shares.spend('ann', 10_000);
    shares.check('normal', 0);
    const error = (() => {
      try {
        return shares.check('ann', 0);
      } catch (thrown) {
        return thrown as { details: { retryAfterMs: number } };
      }
    })();
    const { retryAfterMs } = error?.details ?? { retryAfterMs: 0 };
    expect(retryAfterMs).toBe(5_000);
    await clock.advance(retryAfterMs);
    shares.check('normal', 0);
    shares.check('ann', 0);
  });
});
