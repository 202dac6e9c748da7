import type { AccountRegion } from '../../../src/domain/arn.js';
import { Leases } from '../../../src/leases/leases.js';
import { createMemoryLeases } from '../../../src/leases/memory/memory-leases.js';
import type { LeaseStore } from '../../../src/leases/port.js';
import { silentLog } from '../../../src/log.js';
import { HERE } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const TTL_MS = 8_000;
const KEY = `${HERE.accountId}/${HERE.region}`;
const PLACES = Array.from({ length: 60 }, (_, i) => ({ ...HERE, accountId: String(10 ** 11 + i) }));

describe('leases', () => {
  const clock = createTestClock();

  function instances(
    names: readonly string[],
    accounts: readonly AccountRegion[] = [HERE],
    store = createMemoryLeases(clock, TTL_MS),
  ) {
    const alive = new Set(names);
    const all = names.map(
      (self) => new Leases({ store, accounts, clock, log: silentLog, self, alive: () => [...alive] }),
    );
    return { living: alive, all, store };
  }

  it('are spread over the instances, each held by one', async () => {
    const { all } = instances(['one', 'two', 'three'], PLACES);
    for (const it of all) await it.start();
    const holders = PLACES.map((at) => all.filter((it) => it.isMine(at)).length);
    expect(new Set(holders)).toEqual(new Set([1]));
    for (const it of all) expect(PLACES.filter((at) => it.isMine(at)).length).toBeGreaterThan(8);
    for (const it of all) await it.stop();
  });

  it('move only from an instance that has gone', async () => {
    const { all, living: alive } = instances(['one', 'two', 'three'], PLACES);
    for (const it of all) await it.start();
    const [one, two] = all;
    const before = PLACES.filter((at) => one?.isMine(at));
    alive.delete('three');
    await all[2]?.stop();
    await clock.advance(TTL_MS);
    for (const at of before) expect(one?.isMine(at)).toBe(true);
    expect(PLACES.every((at) => one?.isMine(at) !== two?.isMine(at))).toBe(true);
    for (const it of all) await it.stop();
  });

  it('of no account are held by one, also while instances live that know no such lease', async () => {
    const others = PLACES.map(({ accountId }) => `automation-${accountId}`);
    const store = createMemoryLeases(clock, TTL_MS);
    const alive = () => ['one', 'two', 'of-an-earlier-release'];
    const [one, two] = ['one', 'two'].map(
      (self) => new Leases({ store, accounts: [], others, clock, log: silentLog, self, alive }),
    );
    await one?.start();
    await two?.start();
    expect(others.filter((it) => one?.holds(it) !== two?.holds(it))).toEqual(others);
    await one?.stop();
    await clock.advance(TTL_MS);
    expect(others.filter((it) => two?.holds(it))).toEqual(others);
    await two?.stop();
  });

  it('are no longer trusted when they were not renewed in time, as after a pause', async () => {
    let isHanging = false;
    const memory = createMemoryLeases(clock, TTL_MS);
    const store: LeaseStore = {
      ...memory,
      acquire: (...of) => (isHanging ? new Promise(() => {}) : memory.acquire(...of)),
    };
    const { all } = instances(['one'], [HERE], store);
    await all[0]?.start();
    expect(all[0]?.isMine(HERE)).toBe(true);
    isHanging = true;
    await clock.advance(TTL_MS);
    expect(all[0]?.isMine(HERE)).toBe(false);
    expect(all[0]?.fencingTokenOf(KEY)).toBe(1);
  });

  it('are kept by their holder while the store is away', async () => {
    let isGone = false;
    const memory = createMemoryLeases(clock, TTL_MS);
    const store: LeaseStore = {
      ...memory,
      acquire: (...of) => (isGone ? Promise.reject(new Error('gone')) : memory.acquire(...of)),
    };
    const { all } = instances(['one', 'two'], [HERE], store);
    for (const it of all) await it.start();
    const holder = all.find((it) => it.isMine(HERE));
    isGone = true;
    await clock.advance(10 * TTL_MS);
    expect(all.filter((it) => it.isMine(HERE))).toEqual([holder]);
    isGone = false;
    await clock.advance(TTL_MS);
    expect(all.filter((it) => it.isMine(HERE))).toHaveLength(1);
    for (const it of all) await it.stop();
  });
});
