import type { PollTarget } from '../../../src/poller/next-refresh.js';
import { UNSPENT } from '../../../src/poller/pacing.js';
import { type PlanFacts, planRefreshes } from '../../../src/poller/refresh-plan.js';
import type { Scope } from '../../../src/refresh/refresh.js';

const NOW = 1_000_000;
const POLL_MS = 2_000;

/** A project with nothing to do for a long time; name only what the test is about. */
function aTarget(change: Partial<PollTarget> = {}): PollTarget {
  return {
    id: 'cats',
    listedAt: NOW,
    heardAt: NOW,
    listEveryMs: 300_000,
    isIdle: true,
    jitter: 0.5,
    size: 1,
    inTransition: [],
    invalidated: new Map(),
    inFlight: [],
    notBefore: 0,
    ...change,
  };
}

function planOf(targets: readonly PollTarget[], change: Partial<PlanFacts> = {}) {
  return planRefreshes({
    now: NOW,
    pollIntervalMs: POLL_MS,
    callsPerSecond: 5,
    targets: [aTarget({ id: 'projects' }), ...targets],
    pace: UNSPENT,
    freeRefreshes: 8,
    pausedUntil: 0,
    ...change,
  });
}

function refreshesOf(targets: readonly PollTarget[], change: Partial<PlanFacts> = {}): [string, Scope][] {
  return planOf(targets, change).refreshes.map(({ id, scope }) => [id, scope]);
}

const seenAgo = (ms: number, ...names: string[]) => names.map((name) => ({ name, seenAt: NOW - ms }));
const manyNames = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);

describe('The plan', () => {
  it.each<[string, Partial<PollTarget>, Scope | null]>([
    ['nothing that is settled and was listed just now', {}, null],
    ['nothing in transition that was seen just now', { inTransition: seenAgo(1_999, 'v1') }, null],
    ['by name what is in transition, after the interval', { inTransition: seenAgo(2_000, 'v1') }, ['v1']],
    [
      'nothing again that is being looked at',
      { inTransition: seenAgo(9_000, 'v1'), inFlight: [['v1']] },
      null,
    ],
    [
      'nothing by name while all are being listed',
      { inTransition: seenAgo(9_000, 'v1'), inFlight: ['all'] },
      null,
    ],
    [
      'others of a project while one is being looked at',
      { inTransition: seenAgo(9_000, 'v1', 'v2'), inFlight: [['v1']] },
      ['v2'],
    ],
    [
      'what is on its way along with what is due',
      { inTransition: [...seenAgo(2_000, 'v1'), ...seenAgo(500, 'v2')] },
      ['v1', 'v2'],
    ],
    ['what a mutation touched, at once', { invalidated: new Map([['v1', NOW]]) }, ['v1']],
    [
      'it even while an older look is under way',
      { invalidated: new Map([['v1', NOW]]), inFlight: [['v1']] },
      ['v1'],
    ],
    ['it only once', { invalidated: new Map([['v1', NOW]]), inTransition: seenAgo(9_000, 'v1') }, ['v1']],
    ['everything, when the list is due', { listedAt: NOW - 300_000 }, 'all'],
    [
      'everything in one list, when names are due too',
      { listedAt: NOW - 300_000, inTransition: seenAgo(2_000, 'v1') },
      'all',
    ],
    [
      'everything, when the list is due before the names are again',
      { listedAt: NOW - 298_500, inTransition: seenAgo(2_000, 'v1') },
      'all',
    ],
    [
      'names, while the list has time',
      { listedAt: NOW - 297_500, inTransition: seenAgo(2_000, 'v1') },
      ['v1'],
    ],
    ['everything, where nothing was ever listed', { listedAt: null }, 'all'],
    ['nothing that failed a moment ago', { inTransition: seenAgo(9_000, 'v1'), notBefore: NOW + 1 }, null],
  ])('looks at %s', (_, target, scope) => {
    expect(refreshesOf([aTarget(target)])).toEqual(scope === null ? [] : [['cats', scope]]);
  });

  it('fills calls of ten, and makes no call for those that have time', () => {
    const moving = [...seenAgo(2_000, ...manyNames(11)), ...seenAgo(100, ...manyNames(30).slice(11))];
    const [look] = planOf([aTarget({ inTransition: moving })]).refreshes;
    expect([look?.scope.length, look?.calls]).toEqual([20, 2]);
  });

  it.each<[string, Partial<PollTarget>, number]>([
    ['the list', { listedAt: NOW - 100_000 }, 200_000],
    ['the list, jittered', { listedAt: NOW, jitter: 0 }, 270_000],
    ['what is in transition', { inTransition: seenAgo(1_500, 'v1') }, 500],
    ['what failed', { inTransition: seenAgo(9_000, 'v1'), notBefore: NOW + 700 }, 700],
  ])('thinks again when due: %s', (_, target, ms) => {
    expect(planOf([aTarget(target)]).planAgainAt - NOW).toBe(ms);
  });

  it('begins nothing during a pause', () => {
    const { refreshes, planAgainAt: thinkAgainAt } = planOf(
      [aTarget({ inTransition: seenAgo(9_000, 'v1') })],
      {
        pausedUntil: NOW + 5_000,
      },
    );
    expect([refreshes, thinkAgainAt - NOW]).toEqual([[], 5_000]);
  });

  it('begins no more than there is room for, the most urgent first', () => {
    const targets = [
      aTarget({ id: 'late list', listedAt: NOW - 900_000 }),
      aTarget({ id: 'late', inTransition: seenAgo(2_500, 'v1') }),
      aTarget({ id: 'later', inTransition: seenAgo(3_000, 'v1') }),
      aTarget({ id: 'invalidated', invalidated: new Map([['v1', NOW]]) }),
    ];
    expect(refreshesOf(targets, { freeRefreshes: 2, callsPerSecond: 100 }).map(([id]) => id)).toEqual([
      'invalidated',
      'later',
    ]);
    const { refreshes, planAgainAt: thinkAgainAt, lagMs } = planOf(targets, { freeRefreshes: 0 });
    expect([refreshes, thinkAgainAt - NOW, lagMs]).toEqual([[], 300_000, 600_000]);
  });

  it('puts a list that is very late before what is in transition and a little late', () => {
    const targets = [
      aTarget({ id: 'list', listedAt: NOW - 60_000, listEveryMs: 5_000 }),
      aTarget({ id: 'inTransition', inTransition: seenAgo(2_100, 'v1') }),
    ];
    expect(refreshesOf(targets, { freeRefreshes: 1 })[0]?.[0]).toBe('list');
  });

  it('spreads lists over time, and lets what is in transition go between them', () => {
    const lists = manyNames(100).map((id) => aTarget({ id, listedAt: null }));
    const first = planOf(lists);
    expect([first.refreshes.length, first.planAgainAt - NOW]).toEqual([1, 500]);
    const moving = aTarget({ inTransition: seenAgo(2_000, 'v1') });
    expect(refreshesOf([...lists, moving], { pace: first.pace })).toEqual([['cats', ['v1']]]);
  });

  it('wakes up for what is in transition though a list of the same project has to wait', () => {
    const target = aTarget({ listedAt: NOW - 300_000, inTransition: seenAgo(1_000, 'v1') });
    const { refreshes, planAgainAt: thinkAgainAt } = planOf([target], {
      pace: { ...UNSPENT, idle: NOW + 60_000 },
    });
    expect([refreshes, thinkAgainAt - NOW]).toEqual([[], 1_000]);
  });

  it('stretches all lists alike where they would take more than their share', () => {
    const watched = manyNames(40).map((id) => aTarget({ id, listEveryMs: 5_000, isIdle: false }));
    const idle = aTarget({ id: 'projects', listEveryMs: 1e9 });
    const { planAgainAt: thinkAgainAt } = planOf([], { targets: [idle, ...watched] });
    expect(Math.round(thinkAgainAt - NOW)).toBe(20_000); // 8 calls a second asked for, 2 allowed
  });

  it('counts the pages of long lists', () => {
    expect(planOf([aTarget({ listedAt: null, size: 250 })]).refreshes[0]?.calls).toBe(3);
  });
});
