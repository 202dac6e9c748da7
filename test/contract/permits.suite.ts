import type { Priority } from '../../src/upstream/port.js';
import type { CreatePermits, Permit, Permits } from '../../src/upstream/rate-limit/permits.js';
import { HERE } from '../support/builders.js';

export interface PermitsUnderTest {
  readonly create: CreatePermits;
  /** Moves every clock that counts. */
  advance(ms: number): Promise<void>;
  /** In milliseconds, by the clock that counts: Redis's own goes on while a test waits. */
  now(): number;
}

const OPERATION = 'DescribeProjectVersions';
/** No send counts longer, however late its answer was. */
const WINDOW_MS = 1_200;

/** What every budget does. */
export function permitsSuite(name: string, create: () => Promise<PermitsUnderTest>): void {
  describe(`permits: ${name}`, () => {
    let it_: PermitsUnderTest;
    beforeEach(async () => {
      it_ = await create();
    });

    const permitsAt = (rate: number) => it_.create(HERE, OPERATION, rate);

    async function takeAll(permits: Permits, priority: Priority): Promise<Permit[]> {
      const taken: Permit[] = [];
      for (;;) {
        const { permit } = await permits.acquire(priority);
        if (!permit) return taken;
        taken.push(permit);
      }
    }

    it('1 gives as many as the rate allows within a second, and says when to come back', async () => {
      const permits = permitsAt(5);
      expect(await takeAll(permits, 'interactive')).toHaveLength(5);
      const refused = await permits.acquire('interactive');
      if (refused.permit) throw new Error('one too many');
      expect(refused.waitMs).toBeGreaterThan(0);
      expect(refused.waitMs).toBeLessThanOrEqual(WINDOW_MS);
      await it_.advance(refused.waitMs + 1);
      expect(await takeAll(permits, 'interactive')).not.toHaveLength(0);
    });

    it('2 never gives more than the rate in any second', async () => {
      const permits = permitsAt(5);
      const given: { readonly notBefore: number; readonly notAfter: number }[] = [];
      const endAt = it_.now() + 4_000;
      while (it_.now() < endAt) {
        const notBefore = it_.now();
        const permitsNow = await takeAll(permits, 'mutation');
        const notAfter = it_.now();
        for (const permit of permitsNow) {
          given.push({ notBefore, notAfter });
          permit.answered(20);
        }
        await it_.advance(100);
      }
      expect(given.length).toBeGreaterThan(10);
      for (const [index, { notBefore }] of given.entries())
        expect((given[index + 5]?.notAfter ?? Number.POSITIVE_INFINITY) - notBefore).toBeGreaterThanOrEqual(
          1000,
        );
    });

    it('3 leaves some to requests when the poller takes one, but gives the only one to any caller', async () => {
      expect(await takeAll(permitsAt(5), 'poller')).toHaveLength(4);
      expect(await takeAll(it_.create(HERE, 'DescribeProjects', 1), 'poller')).toHaveLength(1);
    });

    it('4 takes back what was not used', async () => {
      const permits = permitsAt(2);
      const [first] = await takeAll(permits, 'interactive');
      first?.release();
      await it_.advance(0);
      expect(await takeAll(permits, 'interactive')).toHaveLength(1);
    });

    it('5 slows down when AWS throttles, and recovers', async () => {
      const permits = permitsAt(10);
      const [first] = await takeAll(permits, 'interactive');
      first?.throttled(30);
      await it_.advance(WINDOW_MS + 1);
      expect(await takeAll(permits, 'interactive')).toHaveLength(7);
      expect(permits.budget()).toMatchObject({ limitPerSecond: 7, throttledLastMinute: 1 });
      await it_.advance(60_000);
      expect(await takeAll(permits, 'interactive')).toHaveLength(10);
    });

    it('6 keeps operations, accounts and regions apart', async () => {
      await takeAll(permitsAt(2), 'interactive');
      expect(await takeAll(it_.create(HERE, 'StartProjectVersion', 2), 'interactive')).toHaveLength(2);
      const elsewhere = { ...HERE, region: 'eu-west-1' };
      expect(await takeAll(it_.create(elsewhere, OPERATION, 2), 'interactive')).toHaveLength(2);
    });

    it('7 gives one call in so many seconds below one a second', async () => {
      const permits = permitsAt(0.5);
      expect(await takeAll(permits, 'interactive')).toHaveLength(1);
      await it_.advance(1_900);
      expect(await takeAll(permits, 'interactive')).toHaveLength(0);
      await it_.advance(WINDOW_MS);
      expect(await takeAll(permits, 'interactive')).toHaveLength(1);
    });

    it('8 reports what is left and how long a newcomer waits, without a call', async () => {
      const permits = permitsAt(5);
      expect(permits.budget()).toEqual({
        ...HERE,
        operation: OPERATION,
        limitPerSecond: 5,
        available: 5,
        throttledLastMinute: 0,
      });
      expect(permits.waitMs(0)).toBe(0);
      await takeAll(permits, 'interactive');
      expect(permits.budget().available).toBe(0);
      expect(permits.waitMs(0)).toBeGreaterThan(500);
      expect(permits.waitMs(5)).toBeGreaterThan(permits.waitMs(0) + 900);
    });
  });
}
