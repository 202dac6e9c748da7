import type { ErrorCode } from '../../../../src/domain/errors.js';
import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { Priority } from '../../../../src/upstream/port.js';
import { fc } from '../../../support/properties.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, failure, type Noted, noteOutcome, slowly } from '../call-contexts.js';

const LANES: readonly Priority[] = ['mutation', 'interactive', 'poller'];
const RATES: Readonly<Record<string, number>> = { DescribeProjects: 5, StartProjectVersion: 2.5, ListX: 0.7 };
const RETRIED: readonly ErrorCode[] = ['UPSTREAM_THROTTLED', 'UPSTREAM_UNAVAILABLE'];

/** How AWS treats one send. */
interface Treatment {
  readonly latencyMs: number;
  readonly code: ErrorCode | null;
}

interface Arrival {
  readonly afterMs: number;
  readonly priority: Priority;
  readonly operation: string;
  readonly withinMs: number;
  /** One for each attempt; the last one again for those after it. */
  readonly treatments: readonly Treatment[];
}

interface Call extends Arrival {
  readonly index: number;
  readonly arrivedMs: number;
  readonly noted: Noted;
  readonly sentMs: number[];
}

interface Sent {
  readonly atMs: number;
  readonly call: Call;
  readonly attempt: number;
}

const treatment: fc.Arbitrary<Treatment> = fc.record({
  latencyMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) },
    fc.integer({ max: 20_000, min: 0 }),
  ),
  code: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.constantFrom<ErrorCode>('UPSTREAM_THROTTLED', 'UPSTREAM_UNAVAILABLE') },
    { weight: 1, arbitrary: fc.constantFrom<ErrorCode>('QUOTA_EXCEEDED', 'NOT_FOUND') },
  ),
});

const arrival: fc.Arbitrary<Arrival> = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
  priority: fc.constantFrom(...LANES),
  operation: fc.constantFrom(...Object.keys(RATES)),
  withinMs: fc.integer({ min: 0, max: 12_000 }),
  treatments: fc.array(treatment, { minLength: 1, maxLength: 4 }),
});

describe('governor, under any load', () => {
  it('keeps the rate, the priorities, the deadlines and the retry budget', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { minLength: 1, maxLength: 120, size: 'max' }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (arrivals, random) => {
          const { calls, sent } = await run(arrivals, () => random.next().value);
          for (const call of calls) settlesInTime(call);
          for (const operation of Object.keys(RATES)) {
            const own = sent.filter((it) => it.call.operation === operation);
            keepsRate(own, RATES[operation] ?? 0);
            keepsOrder(own.filter((it) => it.attempt === 1));
            keepsPriorities(
              own,
              calls.filter((it) => it.operation === operation),
            );
          }
          expect(sent.length - calls.filter((it) => it.sentMs.length > 0).length).toBeLessThanOrEqual(
            10 + calls.length / 5,
          );
          repeatsOnlyWhatCannotHarm(calls);
        },
      ),
      { numRuns: 150 },
    );
  });
});

async function run(arrivals: readonly Arrival[], random: () => number) {
  const clock = createTestClock(0);
  const governor = new Governor({ clock, random, rates: RATES, callTimeoutMs: 4000 });
  const calls: Call[] = [];
  const sent: Sent[] = [];
  let atMs = 0;
  for (const [index, it] of arrivals.entries()) {
    atMs += it.afterMs;
    clock.after(atMs, () => {
      const sentMs: number[] = [];
      const answer = governor.of(AT).call(it.operation, aCallContext(clock, it), () => {
        sentMs.push(clock.now());
        sent.push({ atMs: clock.now(), call, attempt: sentMs.length });
        return treat(it, sentMs.length);
      });
      const call: Call = { ...it, index, arrivedMs: clock.now(), sentMs, noted: noteOutcome(clock, answer) };
      calls.push(call);
    });
  }
  const treat = ({ treatments }: Arrival, attempt: number) => {
    const { latencyMs, code } = treatments[Math.min(attempt, treatments.length) - 1] as Treatment;
    return slowly(clock, latencyMs, () => {
      if (code) throw failure(code);
    });
  };
  await clock.advance(atMs + 15_000);
  return { calls, sent };
}

function settlesInTime({ noted, withinMs }: Call): void {
  expect(noted.settledMs).toBeLessThanOrEqual(withinMs);
}

/** As AWS counts: in every window of one second, or of one call's time for rates below 1. */
function keepsRate(sent: readonly Sent[], rate: number): void {
  const most = Math.max(1, Math.floor(rate));
  const lengthMs = Math.max(1000, 1000 / rate);
  for (const { atMs } of sent) {
    expect(sent.filter((it) => it.atMs >= atMs && it.atMs < atMs + lengthMs).length).toBeLessThanOrEqual(
      most,
    );
  }
}

/** Inside a lane calls are sent in the order in which they came. */
function keepsOrder(first: readonly Sent[]): void {
  for (const priority of LANES) {
    const order = first.filter((it) => it.call.priority === priority).map((it) => it.call.index);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
}

/**
 * Nobody is sent while a more urgent call waits for its first turn; but the poller is, once after four of readers.
 */
function keepsPriorities(sent: readonly Sent[], calls: readonly Call[]): void {
  let readersSincePoller = 0;
  for (const { atMs, call } of sent) {
    const overtaken = calls.filter(
      (it) =>
        LANES.indexOf(it.priority) < LANES.indexOf(call.priority) &&
        it.arrivedMs < atMs &&
        (it.sentMs[0] ?? Number.POSITIVE_INFINITY) > atMs &&
        it.arrivedMs + (it.noted.settledMs ?? 0) > atMs,
    );
    const isPollersShare = call.priority === 'poller' && readersSincePoller >= 4;
    expect(overtaken.filter((it) => it.priority === 'mutation' || !isPollersShare)).toEqual([]);
    if (call.priority === 'poller') readersSincePoller = 0;
    if (call.priority === 'interactive') readersSincePoller += 1;
  }
}

function repeatsOnlyWhatCannotHarm(calls: readonly Call[]): void {
  for (const { operation, treatments, sentMs } of calls) {
    for (let attempt = 1; attempt < sentMs.length; attempt += 1) {
      const { code, latencyMs } = treatments[Math.min(attempt, treatments.length) - 1] as Treatment;
      const seen = latencyMs >= 4000 ? 'UPSTREAM_UNAVAILABLE' : code;
      expect(RETRIED).toContain(seen);
      if (operation === 'StartProjectVersion') expect(seen).toBe('UPSTREAM_THROTTLED');
    }
  }
}
