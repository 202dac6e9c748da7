import type { ShelfDelta } from './state-delta.js';

/** Between the shelf and the name: in neither. A shelf's own stamp has no name. */
export const SEPARATOR = '\t';
/** The reverse, of all that is stored. */
export function toShelves(
  values: Readonly<Record<string, string>>,
  stamps: Readonly<Record<string, string>>,
): ShelfDelta[] {
  const shelves = new Map<
    string,
    { stamp: ShelfDelta['stamp']; values: [string, never][]; stamps: [string, string][] }
  >();
  for (const [key, stamp] of Object.entries(stamps)) {
    const [shelf = '', name = ''] = key.split(SEPARATOR);
    const it = shelves.get(shelf) ?? { stamp: { listedAt: null, endedAt: null }, values: [], stamps: [] };
    shelves.set(shelf, it);
    if (name === '') it.stamp = JSON.parse(stamp);
    else it.stamps.push([name, stamp]);
    const value = values[key];
    if (value !== undefined) it.values.push([name, JSON.parse(value) as never]);
  }
  return [...shelves].map(([shelf, it]) => ({ shelf, gone: [], ...it }));
}
