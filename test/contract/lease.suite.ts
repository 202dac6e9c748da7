import type { LeaseStore } from '../../src/leases/port.js';

export interface LeasesUnderTest {
  readonly store: LeaseStore;
  /** Moves the time by which leases end. */
  advance(ms: number): Promise<void>;
}

const TTL_MS = 8_000;

/** What every store of leases does. */
export function leaseSuite(
  name: string,
  create: (leaseDurationMs: number) => Promise<LeasesUnderTest>,
): void {
  describe(`leases: ${name}`, () => {
    let store: LeaseStore;
    let advance: (ms: number) => Promise<void>;
    beforeEach(async () => {
      ({ store, advance } = await create(TTL_MS));
    });

    it('1 gives a lease to one at a time', async () => {
      expect(await store.acquire('a', 'one')).toEqual(expect.any(Number));
      expect(await store.acquire('a', 'two')).toBeNull();
      expect(await store.acquire('b', 'two')).toEqual(expect.any(Number));
    });

    it('2 gives its holder the same number again, and another lifetime', async () => {
      const fencingToken = await store.acquire('a', 'one');
      await advance(TTL_MS - 1_000);
      expect(await store.acquire('a', 'one')).toBe(fencingToken);
      await advance(TTL_MS - 1_000);
      expect(await store.acquire('a', 'two')).toBeNull();
    });

    it('3 gives it to another with a higher number once it has ended', async () => {
      const fencingToken = await store.acquire('a', 'one');
      await advance(TTL_MS + 1);
      expect(await store.acquire('a', 'two')).toBeGreaterThan(fencingToken ?? 0);
      expect(await store.acquire('a', 'one')).toBeNull();
    });

    it('4 gives it to another at once when it was released, with a higher number', async () => {
      const fencingToken = await store.acquire('a', 'one');
      await store.release('a', 'one');
      expect(await store.acquire('a', 'two')).toBeGreaterThan(fencingToken ?? 0);
    });

    it("5 does not release another's", async () => {
      await store.acquire('a', 'one');
      await store.release('a', 'two');
      expect(await store.acquire('a', 'two')).toBeNull();
    });

    it('6 gives a holder that comes back late a new token', async () => {
      const fencingToken = await store.acquire('a', 'one');
      await advance(TTL_MS + 1);
      expect(await store.acquire('a', 'one')).toBeGreaterThan(fencingToken ?? 0);
    });

    it('7 gives it to one of many that come at once', async () => {
      const holders = Array.from({ length: 20 }, (_, index) => `holder-${index}`);
      const fencingTokens = await Promise.all(holders.map((it) => store.acquire('a', it)));
      expect(fencingTokens.filter((it) => it !== null)).toHaveLength(1);
    });
  });
}
