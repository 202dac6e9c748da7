/** Words of other people, as labels. Each makes time series that are kept for good, here and in Prometheus. */
export interface BoundedLabel {
  /** The word itself for the first so many different ones, `other` for all later ones. */
  of(word: string): string;
  /** The same, but a word that is new stays unknown. */
  ifKnown(word: string): string;
}

const MAX_LENGTH = 64;

export function createBoundedLabel(most: number): BoundedLabel {
  const known = new Set<string>();
  const ifKnown = (word: string) => (known.has(word) ? word : 'other');
  return {
    of(word) {
      if (known.size < most && word.length <= MAX_LENGTH) known.add(word);
      return ifKnown(word);
    },
    ifKnown,
  };
}
