/** What came in most rounds: the median, and the 10th and 90th percentile. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param share - 0.5 is the median, 0.99 what one in a hundred exceeds */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: quantile(values, 0.1), most: quantile(values, 0.9) };
}

/** The median in bold. */
export function toSpreadText({ median, least, most }: Spread): string {
  return `**${median.toFixed(2)}** (${least.toFixed(2)}-${most.toFixed(2)})`;
}
