import { noteCall, SharedAsk } from '../../../../src/upstream/coalescing/shared-call.js';
import { createTestClock } from '../../../support/test-clock.js';
import { anAsk } from '../call-contexts.js';

describe('shared ask', () => {
  const clock = createTestClock();

  it('has the best lane and the last deadline of all who joined', () => {
    const shared = new SharedAsk(anAsk(clock, { lane: 'poller', withinMs: 500 }));
    shared.join(anAsk(clock, { lane: 'mutation', withinMs: 100 }));
    shared.join(anAsk(clock, { lane: 'interactive', withinMs: 900 }));
    expect(shared).toMatchObject({ lane: 'mutation', deadlineAt: clock.now() + 900 });
  });

  it('follows the shared asks in it', () => {
    const inner = new SharedAsk(anAsk(clock, { lane: 'poller', withinMs: 500 }));
    const outer = new SharedAsk(inner);
    const onChange = jest.fn();
    outer.onChange(onChange);
    inner.join(anAsk(clock, { lane: 'interactive', withinMs: 900 }));
    expect(outer).toMatchObject({ lane: 'interactive', deadlineAt: clock.now() + 900 });
    expect(onChange).toHaveBeenCalled();
  });

  it('charges the first for the calls, and knows that one was sent', () => {
    const first = anAsk(clock);
    const outer = new SharedAsk(new SharedAsk(first));
    expect(outer.sent).toBe(false);
    noteCall(outer);
    noteCall(outer);
    expect(first.cost.calls).toBe(2);
    expect(outer.sent).toBe(true);
  });

  it('tells those who joined that it was sent, before or after they came', () => {
    const shared = new SharedAsk(anAsk(clock));
    const [before, after] = [new SharedAsk(anAsk(clock)), new SharedAsk(anAsk(clock))];
    shared.join(before);
    expect(before.sent).toBe(false);
    noteCall(shared);
    shared.join(after);
    expect([before.sent, after.sent]).toEqual([true, true]);
  });

  it('counts as coalesced what other requests joined, not the same request again', () => {
    const first = anAsk(clock);
    const other = anAsk(clock);
    const shared = new SharedAsk(first);
    shared.join({ ...first });
    shared.join(other);
    shared.join({ ...other });
    expect([first.cost.coalesced, other.cost.coalesced]).toEqual([0, 1]);
  });
});
