import { SingleFlight } from '../../../../src/upstream/coalescing/single-flight.js';
import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { CallContext, Priority } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, noteOutcome, slowly } from '../call-contexts.js';

describe('single flight', () => {
  let clock = createTestClock();
  let governor = new Governor({ clock });
  let flights = new SingleFlight(clock);
  let sends = 0;

  beforeEach(() => {
    clock = createTestClock();
    governor = new Governor({ clock });
    flights = new SingleFlight(clock);
    sends = 0;
  });

  function share({
    key = 'key',
    priority = 'interactive' as Priority,
    withinMs = 30_000,
    latencyMs = 100,
  } = {}) {
    const callContext = aCallContext(clock, { priority, withinMs });
    const answer = flights.share(key, callContext, (shared) => send(shared, latencyMs));
    return Object.assign(noteOutcome(clock, answer), { callContext });
  }

  function send(callContext: CallContext, latencyMs = 100) {
    return governor.of(AT).call('ListTagsForResource', callContext, () => {
      sends += 1;
      return slowly(clock, latencyMs, () => sends);
    });
  }

  /** Takes permits for a second; all there are, or some. */
  async function take(count = 10) {
    for (let i = 0; i < count; i += 1) void send(aCallContext(clock));
    await clock.advance(0);
    sends = 0;
  }

  it('makes one call for all callers of the same while it is under way', async () => {
    const first = share();
    await clock.advance(50);
    const others = [...Array(499)].map(() => share());
    const other = share({ key: 'other' });
    await clock.advance(100);
    expect(sends).toBe(2);
    expect([first, ...others].every((it) => it.value !== undefined)).toBe(true);
    expect(first.callContext.cost).toMatchObject({ calls: 1, coalesced: 0 });
    expect(others[0]?.callContext.cost).toMatchObject({ calls: 0, coalesced: 1 });
    expect(other.callContext.cost).toMatchObject({ calls: 1, coalesced: 0 });
  });

  it('calls anew once the call has ended', async () => {
    share();
    await clock.advance(100);
    share();
    await clock.advance(100);
    expect(sends).toBe(2);
  });

  it('goes on for callers that wait longer than the first, each until its own deadline', async () => {
    const first = share({ withinMs: 500, latencyMs: 2000 });
    const patient = share({ withinMs: 5000 });
    const hasty = share({ withinMs: 200 });
    await clock.advance(3000);
    expect(sends).toBe(1);
    expect(first).toMatchObject({ settledMs: 500, code: 'UPSTREAM_UNAVAILABLE' });
    expect(hasty).toMatchObject({ settledMs: 200, code: 'UPSTREAM_UNAVAILABLE' });
    expect(patient.settledMs).toBe(2000);
  });

  it('waits for its turn as long as anybody does', async () => {
    await take();
    const first = share({ withinMs: 1100 });
    for (let i = 0; i < 10; i += 1) void send(aCallContext(clock, { priority: 'mutation' }));
    const patient = share({ withinMs: 5000 });
    await clock.advance(3000);
    expect(first).toMatchObject({ settledMs: 1100, code: 'UPSTREAM_THROTTLED' });
    expect(patient.value).toBeDefined();
  });

  it('is as urgent as the most urgent caller', async () => {
    await take(8);
    const poller = share({ priority: 'poller' });
    await clock.advance(10);
    expect(sends).toBe(0);
    const request = share();
    await clock.advance(100);
    expect([poller.value, request.value]).toEqual([1, 1]);
  });

  it('serves a mutation with a call not sent yet, but not with one that was sent before the write', async () => {
    share();
    await clock.advance(10);
    share({ priority: 'mutation' });
    await clock.advance(200);
    expect(sends).toBe(2);
    await take(8);
    share();
    share({ priority: 'mutation' });
    await clock.advance(2000);
    expect(sends).toBe(1);
  });
});
