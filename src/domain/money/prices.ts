import { type Decimal, parseDecimal } from './decimal.js';

/** What AWS charges in one region. Null: not known. */
export interface RegionPrices {
  /** For an hour of one inference unit of a running model. */
  readonly unitHour: Decimal | null;
  /** For an hour of training. */
  readonly trainingHour: Decimal | null;
}

export interface Prices {
  /** ISO 4217; one for all regions. */
  readonly currencyCode: string;
  readonly byRegion: ReadonlyMap<string, RegionPrices>;
}

const SOURCED = { unitHour: parseDecimal('4'), trainingHour: parseDecimal('1') };

/**
 * As of 2026-11-28, from the READMEs of AWS's own samples for Custom Labels (github.com/aws-samples: personal protective
 * equipment, video), which name these regions. AWS's price page tells no other region's in a form that can be checked, and
 * training is dearer in some: they have no price until `PRICES` gives one.
 */
export const BUILT_IN_PRICES: Prices = {
  currencyCode: 'USD',
  byRegion: new Map(
    ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'].map((region) => [region, SOURCED] as const),
  ),
};
