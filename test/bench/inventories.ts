import type { Inventory } from '../support/data-files.js';

export const INVENTORIES: readonly Inventory[] = [
  { projects: 1, versionsEach: 1 },
  { projects: 10, versionsEach: 10 },
  { projects: 100, versionsEach: 10 },
  { projects: 100, versionsEach: 100 },
];

/** One line of a plot: what it costs, by how much there is. */
export interface Grown {
  readonly name: string;
  readonly points: readonly (readonly [size: number, cost: number])[];
}
