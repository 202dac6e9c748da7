import type { RecordStore } from '../../src/records/port.js';
import { commitNew } from '../../src/services/caps.js';

export interface RecordsStage {
  /** Opens another instance on the same records; the first call too. */
  open(): Promise<RecordStore>;
  /** Resolves once what `writer` has stored is seen by `reader`. */
  settled(writer: RecordStore, reader: RecordStore): Promise<void>;
  close(): Promise<void>;
}

/** What every RecordStore promises. @param isShared - whether several instances, and later ones, see the same records */
export function describeRecords(
  name: string,
  createStage: () => Promise<RecordsStage>,
  isShared: boolean,
): void {
  describe(name, () => {
    let stage: RecordsStage;
    let store: RecordStore;
    beforeEach(async () => {
      stage = await createStage();
      store = await stage.open();
    });
    afterEach(() => stage.close());

    const put = (key: string, value: unknown, expected?: string | null) =>
      store.commit([{ kind: 'stop', key, value, ...(expected !== undefined && { expected }) }]);
    const revision = (key: string) => store.get('stop', key)?.revision;

    it('knows nothing at first', () => {
      expect(store.get('stop', 'a')).toBeUndefined();
      expect(store.list('stop')).toEqual([]);
    });

    it('gives back what was put, ordered by key, each kind apart', async () => {
      await put('b', { at: 2 });
      await put('a', { at: 1, nested: ['ä', null] });
      await store.commit([{ kind: 'budget', key: 'a', value: 'another' }]);
      expect(store.list<{ at: number }>('stop').map(({ key, value }) => [key, value.at])).toEqual([
        ['a', 1],
        ['b', 2],
      ]);
      expect(store.get('stop', 'a')?.value).toEqual({ at: 1, nested: ['ä', null] });
      expect(store.get('budget', 'a')?.value).toBe('another');
    });

    it('what is given in or out cannot be changed in place', async () => {
      const value = { list: [1] };
      await put('a', value);
      value.list.push(2);
      const kept = store.get<{ list: number[] }>('stop', 'a');
      expect(kept?.value.list).toEqual([1]);
      expect(() => kept?.value.list.push(3)).toThrow();
    });

    it('gives each change another revision, also after a deletion', async () => {
      const seen = new Set<string | undefined>();
      for (const value of [1, 2, null, 3]) {
        await put('a', value);
        if (value !== null) seen.add(revision('a'));
      }
      expect(seen.size).toBe(3);
    });

    it('changes nothing where a revision is not the expected one', async () => {
      await put('a', 1);
      const first = revision('a');
      expect(await put('a', 2, null)).toBeNull();
      expect(await put('b', 2, 'no-such')).toBeNull();
      expect(await put('a', 2, first)).toMatchObject([{ value: 2 }]);
      expect(await put('a', 3, first)).toBeNull();
      expect(store.get('stop', 'a')?.value).toBe(2);
      expect(await put('b', 4, null)).toMatchObject([{ key: 'b', value: 4 }]);
    });

    it('changes all of a commit, or nothing', async () => {
      await put('a', 1);
      const commit = (expected: string | null) =>
        store.commit([
          { kind: 'stop', key: 'a', value: null },
          { kind: 'alias', key: 'x', value: 'new', expected },
        ]);
      expect(await commit('stale')).toBeNull();
      expect([store.get('stop', 'a')?.value, store.get('alias', 'x')]).toEqual([1, undefined]);
      expect(await commit(null)).toMatchObject([null, { value: 'new' }]);
      expect([store.get('stop', 'a'), store.get('alias', 'x')?.value]).toEqual([undefined, 'new']);
    });

    it('lets only one of several win that expect the same', async () => {
      const results = await Promise.all([1, 2, 3, 4].map((value) => put('a', value, null)));
      expect(results.filter((it) => it !== null)).toHaveLength(1);
    });

    it('notifies subscribers of each change of their kind, after it is there', async () => {
      const told: unknown[] = [];
      const end = store.subscribe('stop', (key) => told.push([key, store.get('stop', key)?.value]));
      await put('a', 1);
      await store.commit([{ kind: 'alias', key: 'x', value: 1 }]);
      await put('a', null);
      end();
      await put('a', 2);
      expect(told).toEqual([
        ['a', 1],
        ['a', undefined],
      ]);
    });

    it('refuses a writer that has lost its lease', async () => {
      const commit = (value: number, token: number) =>
        store.commit([{ kind: 'stop', key: 'a', value }], token);
      expect(await commit(1, 7)).not.toBeNull();
      expect(await commit(2, 6)).toBeNull();
      expect(await commit(3, 8)).not.toBeNull();
      expect(await put('b', 'people need no lease')).not.toBeNull();
      expect(store.get('stop', 'a')?.value).toBe(3);
    });

    /** How many of so many puts of new names get through, by turns on each of the stores. */
    async function putNew(stores: readonly RecordStore[], puts: number, max: number): Promise<number> {
      const done = await Promise.allSettled(
        Array.from({ length: puts }, (_, index) => {
          const records = stores[index % stores.length] ?? store;
          return commitNew(records, 'lamps', () => {
            if (records.list('lamp').length >= max) throw new RangeError('full');
            return [{ kind: 'lamp', key: `${index}`, value: index, expected: null }];
          });
        }),
      );
      expect(done.filter((it) => it.status === 'fulfilled' && it.value === null)).toEqual([]);
      return done.filter((it) => it.status === 'fulfilled').length;
    }

    it('keeps a cap while more new names are put at the same moment, and none is lost below it', async () => {
      expect(await putNew([store], 20, 8)).toBe(8);
      expect(store.list('lamp')).toHaveLength(8);
    });

    if (!isShared) return;

    it('keeps a cap that instances reach together', async () => {
      const stores = [store, await stage.open(), await stage.open()];
      expect(await putNew(stores, 30, 8)).toBe(8);
      const seen = await stage.open();
      expect(seen.list('lamp')).toHaveLength(8);
    });

    it('shows each instance what the others stored, and one that comes later everything', async () => {
      const other = await stage.open();
      const told: string[] = [];
      other.subscribe('stop', (key) => told.push(key));
      await put('a', 1);
      await stage.settled(store, other);
      expect([other.get('stop', 'a')?.value, told]).toEqual([1, ['a']]);
      expect(other.get('stop', 'a')?.revision).toBe(revision('a'));
      const late = await stage.open();
      expect(late.get('stop', 'a')?.value).toBe(1);
      await put('a', null);
      await stage.settled(store, late);
      expect(late.get('stop', 'a')).toBeUndefined();
    });

    it('keeps revisions and fencing tokens apart from the caller', async () => {
      const other = await stage.open();
      await store.commit([{ kind: 'stop', key: 'a', value: 1 }], 5);
      await stage.settled(store, other);
      expect(await other.commit([{ kind: 'stop', key: 'a', value: 2, expected: null }])).toBeNull();
      expect(await other.commit([{ kind: 'stop', key: 'a', value: 2 }], 4)).toBeNull();
      expect(await other.commit([{ kind: 'stop', key: 'a', value: 2 }], 6)).not.toBeNull();
    });
  });
}
