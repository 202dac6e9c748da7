import { noteCall, SharedCall } from '../../../../src/upstream/coalescing/shared-call.js';
import { createTestClock } from '../../../support/test-clock.js';
import { aCallContext } from '../call-contexts.js';

describe('shared call', () => {
  const clock = createTestClock();

  it('has the best priority and the last deadline of all callers', () => {
    const shared = new SharedCall(aCallContext(clock, { priority: 'poller', withinMs: 500 }));
    shared.join(aCallContext(clock, { priority: 'mutation', withinMs: 100 }));
    shared.join(aCallContext(clock, { priority: 'interactive', withinMs: 900 }));
    expect(shared).toMatchObject({ priority: 'mutation', deadlineAt: clock.now() + 900 });
  });

  it('follows the shared calls in it', () => {
    const inner = new SharedCall(aCallContext(clock, { priority: 'poller', withinMs: 500 }));
    const outer = new SharedCall(inner);
    const onChange = jest.fn();
    outer.onChange(onChange);
    inner.join(aCallContext(clock, { priority: 'interactive', withinMs: 900 }));
    expect(outer).toMatchObject({ priority: 'interactive', deadlineAt: clock.now() + 900 });
    expect(onChange).toHaveBeenCalled();
  });

  it('charges the first for the calls, and knows that one was sent', () => {
    const first = aCallContext(clock);
    const outer = new SharedCall(new SharedCall(first));
    expect(outer.sent).toBe(false);
    noteCall(outer);
    noteCall(outer);
    expect(first.cost.calls).toBe(2);
    expect(outer.sent).toBe(true);
  });

  it('notifies its callers that it was sent, before or after they joined', () => {
    const shared = new SharedCall(aCallContext(clock));
    const [before, after] = [new SharedCall(aCallContext(clock)), new SharedCall(aCallContext(clock))];
    shared.join(before);
    expect(before.sent).toBe(false);
    noteCall(shared);
    shared.join(after);
    expect([before.sent, after.sent]).toEqual([true, true]);
  });

  it('counts as coalesced what other requests joined, not the same request again', () => {
    const first = aCallContext(clock);
    const other = aCallContext(clock);
    const shared = new SharedCall(first);
    shared.join({ ...first });
    shared.join(other);
    shared.join({ ...other });
    expect([first.cost.coalesced, other.cost.coalesced]).toEqual([0, 1]);
  });
});
