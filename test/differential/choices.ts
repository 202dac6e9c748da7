import { createRandom } from '../support/random.js';

/** Random choices that are the same for the same seed. */
export class Choices {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  /** @param probability - 0..1 */
  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** An integer in `from`..`to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  /** @throws RangeError for no items */
  pick<T>(items: readonly T[]): T {
    const index = Math.floor(this.random() * items.length);
    if (index >= items.length) throw new RangeError('Expected at least one item.');
    return items[index] as T;
  }
}
