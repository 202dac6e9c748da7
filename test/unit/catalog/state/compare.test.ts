import {
  type Collection,
  entryOf,
  type StoredEntry,
  toEntryList,
} from '../../../../src/catalog/state/collection.js';
import { type CollectionObservation, compare, isImplied } from '../../../../src/catalog/state/compare.js';
import type { ModelVersion } from '../../../../src/domain/model.js';
import { aModelVersion } from '../../../support/builders.js';

const seen = (at: number, value: ModelVersion | null = aModelVersion()): StoredEntry<ModelVersion> => ({
  value,
  source: 'look',
  at,
});

function aCollection(
  listedAt: number | null,
  entries: Record<string, StoredEntry<ModelVersion>> = {},
): Collection<ModelVersion> {
  return { listedAt, entries: new Map(Object.entries(entries)) };
}

function anObservation(
  change: Partial<CollectionObservation<ModelVersion>> = {},
): CollectionObservation<ModelVersion> {
  return { scope: 'all', values: [], source: 'look', at: 10, ...change };
}

describe('comparing', () => {
  it('calls a name in a collection that was never listed a first sight', () => {
    const { entryChanges, listedAt } = compare(
      aCollection(null),
      anObservation({ values: [aModelVersion()] }),
    );
    expect(entryChanges).toEqual([{ name: 'v1', before: undefined, after: seen(10) }]);
    expect(listedAt).toBe(10);
  });

  it('takes a list for an answer about every name', () => {
    expect(entryOf(aCollection(5), 'any')).toEqual(seen(5, null));
    expect(entryOf(aCollection(null), 'any')).toBeUndefined();
  });

  it('does not list by names', () => {
    expect(compare(aCollection(null), anObservation({ scope: ['v1'] })).listedAt).toBeNull();
  });

  it('does not let an older list make the collection older', () => {
    expect(compare(aCollection(20), anObservation()).listedAt).toBe(20);
  });

  it('touches only what its scope covers', () => {
    const { entryChanges } = compare(
      aCollection(1, { v1: seen(1), v2: seen(1) }),
      anObservation({ scope: ['v2'] }),
    );
    expect(entryChanges.map(({ name }) => name)).toEqual(['v2']);
  });

  it('takes the younger of two versions that one list shows under one name', () => {
    const young = aModelVersion({ creationTimestamp: 1_800_000_000_000 });
    for (const values of [
      [aModelVersion(), young],
      [young, aModelVersion()],
    ])
      expect(compare(aCollection(1), anObservation({ values })).entryChanges).toMatchObject([
        { after: { value: young } },
      ]);
  });

  it('needs no entry for what a list implies', () => {
    expect(isImplied(seen(5, null), 5)).toBe(true);
    expect(isImplied(seen(6, null), 5)).toBe(false);
    expect(isImplied(seen(5, null), null)).toBe(false);
    expect(isImplied(seen(5), 5)).toBe(false);
  });
});

describe('a list', () => {
  it('is as fresh as its stalest part', () => {
    expect(toEntryList(aCollection(5, { v1: seen(7) }))?.validatedAt).toBe(5);
    expect(toEntryList(aCollection(5, { v1: { ...seen(7), source: 'answer' } }))?.validatedAt).toBe(0);
    expect(toEntryList(aCollection(null, { v1: seen(7) }))).toBeUndefined();
  });
});
