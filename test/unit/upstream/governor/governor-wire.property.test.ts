import { Governor } from '../../../../src/upstream/governor/governor.js';
import { fc } from '../../../support/properties.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';
/** The way there, the work and the way back of a call on a warm connection, milliseconds. */
const [THERE_MS, WORK_MS, BACK_MS] = [15, 30, 15];

describe('governor, over a wire that delays some calls', () => {
  it('never brings AWS more than five calls in a second', async () => {
    const delayMs = fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 50 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 200 }) },
    );
    const call = fc.record({ afterMs: fc.integer({ min: 0, max: 150 }), delayMs });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 10, maxLength: 60, size: 'max' }), async (calls) => {
        const arrivals = await arrivalsOf(calls);
        expect(arrivals).toHaveLength(calls.length);
        for (const [index, ms] of arrivals.entries()) {
          expect((arrivals[index + 5] ?? Number.POSITIVE_INFINITY) - ms).toBeGreaterThanOrEqual(1000);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** When AWS counts each call. A delay, such as a handshake, falls on the way there. */
async function arrivalsOf(calls: readonly { afterMs: number; delayMs: number }[]): Promise<number[]> {
  const clock = createTestClock(0);
  const governor = new Governor({ clock });
  const arrivals: number[] = [];
  let atMs = 0;
  for (const { afterMs, delayMs } of calls) {
    atMs += afterMs;
    clock.after(atMs, () => {
      void governor.of(AT).call(OPERATION, aCallContext(clock, { withinMs: 60_000 }), () => {
        arrivals.push(clock.now() + delayMs + THERE_MS);
        return new Promise<void>((resolve) => {
          clock.after(delayMs + THERE_MS + WORK_MS + BACK_MS, resolve);
        });
      });
    });
  }
  await clock.advance(atMs + 60_000);
  return arrivals.sort((a, b) => a - b);
}
