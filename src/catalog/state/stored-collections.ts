import type { CollectionDelta } from './state-delta.js';

/** Between the collection and the name: in neither. A collection's own stamp has no name. */
export const SEPARATOR = '\t';
/** The reverse, of all that is stored. */
export function toCollections(
  values: Readonly<Record<string, string>>,
  stamps: Readonly<Record<string, string>>,
): CollectionDelta[] {
  const collections = new Map<
    string,
    { stamp: CollectionDelta['stamp']; values: [string, never][]; stamps: [string, string][] }
  >();
  for (const [key, stamp] of Object.entries(stamps)) {
    const [collectionId = '', name = ''] = key.split(SEPARATOR);
    const it = collections.get(collectionId) ?? {
      stamp: { listedAt: null, endedAt: null },
      values: [],
      stamps: [],
    };
    collections.set(collectionId, it);
    if (name === '') it.stamp = JSON.parse(stamp);
    else it.stamps.push([name, stamp]);
    const value = values[key];
    if (value !== undefined) it.values.push([name, JSON.parse(value) as never]);
  }
  return [...collections].map(([collectionId, it]) => ({ shelf: collectionId, gone: [], ...it }));
}
