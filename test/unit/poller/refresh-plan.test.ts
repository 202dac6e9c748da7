import type { Shelf } from '../../../src/poller/next-refresh.js';
import { UNSPENT } from '../../../src/poller/pacing.js';
import { type Facts, plan } from '../../../src/poller/refresh-plan.js';
import type { Scope } from '../../../src/refresh/refresh.js';

const NOW = 1_000_000;
const POLL_MS = 2_000;

/** A project with nothing to do for a long time; name only what the test is about. */
function aShelf(change: Partial<Shelf> = {}): Shelf {
  return {
    id: 'cats',
    listedAt: NOW,
    heardAt: NOW,
    listEveryMs: 300_000,
    isIdle: true,
    jitter: 0.5,
    size: 1,
    moving: [],
    woken: new Map(),
    inFlight: [],
    notBefore: 0,
    ...change,
  };
}

function planOf(shelves: readonly Shelf[], change: Partial<Facts> = {}) {
  return plan({
    now: NOW,
    pollIntervalMs: POLL_MS,
    callsPerSecond: 5,
    shelves: [aShelf({ id: 'projects' }), ...shelves],
    pace: UNSPENT,
    freeLooks: 8,
    pausedUntil: 0,
    ...change,
  });
}

function looksOf(shelves: readonly Shelf[], change: Partial<Facts> = {}): [string, Scope][] {
  return planOf(shelves, change).looks.map(({ id, scope }) => [id, scope]);
}

const seenAgo = (ms: number, ...names: string[]) => names.map((name) => ({ name, seenAt: NOW - ms }));
const manyNames = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);

describe('The plan', () => {
  it.each<[string, Partial<Shelf>, Scope | null]>([
    ['nothing that is settled and was listed just now', {}, null],
    ['nothing in transition that was seen just now', { moving: seenAgo(1_999, 'v1') }, null],
    ['by name what is in transition, after the interval', { moving: seenAgo(2_000, 'v1') }, ['v1']],
    ['nothing again that is being looked at', { moving: seenAgo(9_000, 'v1'), inFlight: [['v1']] }, null],
    ['nothing by name while all are being listed', { moving: seenAgo(9_000, 'v1'), inFlight: ['all'] }, null],
    [
      'others of a project while one is being looked at',
      { moving: seenAgo(9_000, 'v1', 'v2'), inFlight: [['v1']] },
      ['v2'],
    ],
    [
      'what is on its way along with what is due',
      { moving: [...seenAgo(2_000, 'v1'), ...seenAgo(500, 'v2')] },
      ['v1', 'v2'],
    ],
    ['what a mutation touched, at once', { woken: new Map([['v1', NOW]]) }, ['v1']],
    [
      'it even while an older look is under way',
      { woken: new Map([['v1', NOW]]), inFlight: [['v1']] },
      ['v1'],
    ],
    ['it only once', { woken: new Map([['v1', NOW]]), moving: seenAgo(9_000, 'v1') }, ['v1']],
    ['everything, when the list is due', { listedAt: NOW - 300_000 }, 'all'],
    [
      'everything in one list, when names are due too',
      { listedAt: NOW - 300_000, moving: seenAgo(2_000, 'v1') },
      'all',
    ],
    [
      'everything, when the list is due before the names are again',
      { listedAt: NOW - 298_500, moving: seenAgo(2_000, 'v1') },
      'all',
    ],
    ['names, while the list has time', { listedAt: NOW - 297_500, moving: seenAgo(2_000, 'v1') }, ['v1']],
    ['everything, where nothing was ever listed', { listedAt: null }, 'all'],
    ['nothing that failed a moment ago', { moving: seenAgo(9_000, 'v1'), notBefore: NOW + 1 }, null],
  ])('looks at %s', (_, shelf, scope) => {
    expect(looksOf([aShelf(shelf)])).toEqual(scope === null ? [] : [['cats', scope]]);
  });

  it('fills calls of ten, and makes no call for those that have time', () => {
    const moving = [...seenAgo(2_000, ...manyNames(11)), ...seenAgo(100, ...manyNames(30).slice(11))];
    const [look] = planOf([aShelf({ moving })]).looks;
    expect([look?.scope.length, look?.calls]).toEqual([20, 2]);
  });

  it.each<[string, Partial<Shelf>, number]>([
    ['the list', { listedAt: NOW - 100_000 }, 200_000],
    ['the list, jittered', { listedAt: NOW, jitter: 0 }, 270_000],
    ['what is in transition', { moving: seenAgo(1_500, 'v1') }, 500],
    ['what failed', { moving: seenAgo(9_000, 'v1'), notBefore: NOW + 700 }, 700],
  ])('thinks again when due: %s', (_, shelf, ms) => {
    expect(planOf([aShelf(shelf)]).thinkAgainAt - NOW).toBe(ms);
  });

  it('begins nothing during a pause', () => {
    const { looks, thinkAgainAt } = planOf([aShelf({ moving: seenAgo(9_000, 'v1') })], {
      pausedUntil: NOW + 5_000,
    });
    expect([looks, thinkAgainAt - NOW]).toEqual([[], 5_000]);
  });

  it('begins no more than there is room for, the most urgent first', () => {
    const shelves = [
      aShelf({ id: 'late list', listedAt: NOW - 900_000 }),
      aShelf({ id: 'late', moving: seenAgo(2_500, 'v1') }),
      aShelf({ id: 'later', moving: seenAgo(3_000, 'v1') }),
      aShelf({ id: 'woken', woken: new Map([['v1', NOW]]) }),
    ];
    expect(looksOf(shelves, { freeLooks: 2, callsPerSecond: 100 }).map(([id]) => id)).toEqual([
      'woken',
      'later',
    ]);
    const { looks, thinkAgainAt, lagMs } = planOf(shelves, { freeLooks: 0 });
    expect([looks, thinkAgainAt - NOW, lagMs]).toEqual([[], 300_000, 600_000]);
  });

  it('puts a list that is very late before what is in transition and a little late', () => {
    const shelves = [
      aShelf({ id: 'list', listedAt: NOW - 60_000, listEveryMs: 5_000 }),
      aShelf({ id: 'moving', moving: seenAgo(2_100, 'v1') }),
    ];
    expect(looksOf(shelves, { freeLooks: 1 })[0]?.[0]).toBe('list');
  });

  it('spreads lists over time, and lets what is in transition go between them', () => {
    const lists = manyNames(100).map((id) => aShelf({ id, listedAt: null }));
    const first = planOf(lists);
    expect([first.looks.length, first.thinkAgainAt - NOW]).toEqual([1, 500]);
    const moving = aShelf({ moving: seenAgo(2_000, 'v1') });
    expect(looksOf([...lists, moving], { pace: first.pace })).toEqual([['cats', ['v1']]]);
  });

  it('wakes up for what is in transition though a list of the same project has to wait', () => {
    const shelf = aShelf({ listedAt: NOW - 300_000, moving: seenAgo(1_000, 'v1') });
    const { looks, thinkAgainAt } = planOf([shelf], { pace: { ...UNSPENT, idle: NOW + 60_000 } });
    expect([looks, thinkAgainAt - NOW]).toEqual([[], 1_000]);
  });

  it('stretches all lists alike where they would take more than their share', () => {
    const watched = manyNames(40).map((id) => aShelf({ id, listEveryMs: 5_000, isIdle: false }));
    const idle = aShelf({ id: 'projects', listEveryMs: 1e9 });
    const { thinkAgainAt } = planOf([], { shelves: [idle, ...watched] });
    expect(Math.round(thinkAgainAt - NOW)).toBe(20_000); // 8 calls a second asked for, 2 allowed
  });

  it('counts the pages of long lists', () => {
    expect(planOf([aShelf({ listedAt: null, size: 250 })]).looks[0]?.calls).toBe(3);
  });
});
