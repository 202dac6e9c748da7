import { NameBatcher } from '../../../../src/upstream/coalescing/name-batcher.js';
import { noteCall } from '../../../../src/upstream/coalescing/shared-call.js';
import { Governor } from '../../../../src/upstream/governor/governor.js';
import type { CallContext, Priority, Snapshot } from '../../../../src/upstream/port.js';
import { createTestClock } from '../../../support/test-clock.js';
import { AT, aCallContext, failure, noteOutcome, slowly } from '../call-contexts.js';

const OPERATION = 'DescribeProjectVersions';

describe('gather', () => {
  let clock = createTestClock();
  let governor = new Governor({ clock });
  let batcher = new NameBatcher<string>(clock, (it) => it);
  let looks: (readonly string[])[] = [];

  beforeEach(() => {
    clock = createTestClock();
    governor = new Governor({ clock });
    batcher = new NameBatcher<string>(clock, (it) => it);
    looks = [];
  });

  /** Everything exists but what begins with a minus. */
  async function snapshot(
    names: readonly string[],
    callContext: CallContext,
  ): Promise<Snapshot<string> | null> {
    return governor.of(AT).call(OPERATION, callContext, () => {
      looks.push(names);
      const startedAt = clock.now();
      return slowly(clock, 100, () => ({ values: names.filter((it) => !it.startsWith('-')), startedAt }));
    });
  }

  function want(
    names: readonly string[],
    { priority = 'interactive' as Priority, withinMs = 30_000, key = 'p' } = {},
  ) {
    const callContext = aCallContext(clock, { priority, withinMs });
    return Object.assign(noteOutcome(clock, batcher.describe(key, names, callContext, snapshot)), {
      callContext,
    });
  }

  /** Takes all permits there are, for a second. */
  async function exhaust() {
    for (let i = 0; i < 5; i += 1) void governor.of(AT).call(OPERATION, aCallContext(clock), async () => {});
    await clock.advance(0);
  }

  const namesOf = ({ value }: { value?: unknown }) => (value as Snapshot<string> | null)?.values;

  it('describes once the names of all callers within three milliseconds', async () => {
    const one = want(['a', 'b']);
    await clock.advance(2);
    const two = want(['b', 'c', '-d']);
    await clock.advance(1);
    expect(looks).toEqual([['a', 'b', 'c', '-d']]);
    await clock.advance(100);
    expect([namesOf(one), namesOf(two)]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(one.value).toMatchObject({ startedAt: clock.now() - 100 });
    expect(one.callContext.cost).toMatchObject({ calls: 1, coalesced: 0 });
    expect(two.callContext.cost).toMatchObject({ calls: 0, coalesced: 1 });
  });

  it('keeps keys apart', async () => {
    want(['a']);
    want(['a'], { key: 'q' });
    await clock.advance(3);
    expect(looks).toEqual([['a'], ['a']]);
  });

  it('describes only names that are not being described', async () => {
    want(['a', 'b']);
    await clock.advance(50);
    const later = want(['b', 'c']);
    await clock.advance(200);
    expect(looks).toEqual([['a', 'b'], ['c']]);
    expect(later.value).toEqual({ values: ['b', 'c'], startedAt: clock.now() - 250 + 3 });
    expect(later.callContext.cost).toMatchObject({ calls: 1, coalesced: 1 });
  });

  it('makes as many calls for 500 as for one, spread over the time of one describe', async () => {
    const names = [...Array(20)].map((_, i) => `v${i}`);
    const all = [...Array(500)].map(() => want(names));
    await clock.advance(60);
    all.push(want(names));
    await clock.advance(200);
    expect(looks).toHaveLength(1);
    expect(all.every((it) => namesOf(it)?.length === 20)).toBe(true);
  });

  it('gathers on while the describe before it waits for its turn', async () => {
    await exhaust();
    want(['a']);
    for (let i = 0; i < 50; i += 1) {
      await clock.advance(10);
      want([`n${i}`]);
    }
    await clock.advance(1000);
    expect(looks).toEqual([['a'], [...Array(50)].map((_, i) => `n${i}`)]);
  });

  it('gathers on until the waiting describe is sent, even when the one before it is answered', async () => {
    for (let i = 0; i < 4; i += 1) void governor.of(AT).call(OPERATION, aCallContext(clock), async () => {});
    want(['a']);
    await clock.advance(10);
    want(['b']);
    await clock.advance(200);
    want(['c']);
    await clock.advance(200);
    want(['d']);
    await clock.advance(2000);
    expect(looks).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  it('hurries the refresh of the poller that a request waits behind', async () => {
    for (let i = 0; i < 3; i += 1) void governor.of(AT).call(OPERATION, aCallContext(clock), async () => {});
    want(['other'], { key: 'q' });
    await clock.advance(3);
    want(['a'], { priority: 'poller' });
    await clock.advance(10);
    expect(looks).toEqual([['other']]);
    want(['b']);
    await clock.advance(0);
    expect(looks).toEqual([['other'], ['a']]);
  });

  it('lets each wait until their own deadline', async () => {
    await exhaust();
    const hasty = want(['a'], { withinMs: 500 });
    const patient = want(['a'], { withinMs: 5000 });
    await clock.advance(2000);
    expect(hasty).toMatchObject({ settledMs: 500, code: 'UPSTREAM_THROTTLED' });
    expect(namesOf(patient)).toEqual(['a']);
  });

  it('shares null, and failures, and starts anew after them', async () => {
    const none = noteOutcome(
      clock,
      batcher.describe('p', ['a'], aCallContext(clock), async () => null),
    );
    await clock.advance(3);
    expect(none.value).toBeNull();
    const refuse = () => Promise.reject(failure('UPSTREAM_ACCESS_DENIED'));
    const one = noteOutcome(clock, batcher.describe('p', ['a'], aCallContext(clock), refuse));
    const two = want(['a']);
    await clock.advance(3);
    expect([one.code, two.code]).toEqual(['UPSTREAM_ACCESS_DENIED', 'UPSTREAM_ACCESS_DENIED']);
    const anew = want(['a']);
    await clock.advance(103);
    expect(namesOf(anew)).toEqual(['a']);
  });

  it('makes no call for no names', async () => {
    const none = want([]);
    await clock.advance(3);
    expect(none.value).toEqual({ values: [], startedAt: clock.now() - 3 });
    expect(looks).toEqual([]);
  });

  it('describes again for a mutation', async () => {
    want(['a']);
    await clock.advance(10);
    want(['a'], { priority: 'mutation' });
    await clock.advance(10);
    expect(looks).toHaveLength(2);
    want(['a']);
    await clock.advance(10);
    expect(looks).toHaveLength(2);
  });

  it('shares the describe that is under way when one from before a mutation ends at last', async () => {
    const answers: (() => void)[] = [];
    const describeNames = (names: readonly string[], callContext: CallContext) => {
      noteCall(callContext);
      return new Promise<Snapshot<string>>((resolve) => {
        answers.push(() => resolve({ values: names, startedAt: clock.now() }));
      });
    };
    async function wantOne(priority: Priority) {
      void batcher.describe('p', ['a'], aCallContext(clock, { priority }), describeNames);
      await clock.advance(3);
    }
    await wantOne('interactive');
    await wantOne('mutation');
    answers[1]?.();
    await clock.advance(0);
    await wantOne('interactive');
    answers[0]?.();
    await clock.advance(0);
    await wantOne('interactive');
    expect(answers).toHaveLength(3);
  });
});
