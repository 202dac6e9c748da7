/** An exact decimal number: how many hundred-millionths it holds. A float would not hold 0.1. */
export type Decimal = bigint;

const DECIMALS = 8;
const FORM = new RegExp(`^(-?)(\\d{1,15})(?:\\.(\\d{1,${DECIMALS}}))?$`);

export const DECIMAL_FORM = `a decimal number with at most 15 digits before the point and ${DECIMALS} after it, for example 12.3456`;

/** Returns null unless the text is {@link DECIMAL_FORM}. */
export function parseDecimal(text: string): Decimal | null {
  const [, sign, whole, fraction = ''] = FORM.exec(text) ?? [];
  if (whole === undefined) return null;
  const count = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -count : count;
}

/** The shortest text: no zeros at the end, and no point before nothing. */
export function printDecimal(value: Decimal): string {
  const digits = String(value < 0n ? -value : value).padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  const text = digits.slice(0, -DECIMALS) + (fraction === '' ? '' : `.${fraction}`);
  return value < 0n ? `-${text}` : text;
}

/**
 * `dividend / divisor`, rounded once; halves away from zero.
 * @param divisor - more than 0
 * @param places - decimals that are left, at most 8
 */
export function dividedTo(places: number, dividend: Decimal, divisor: bigint): Decimal {
  const step = 10n ** BigInt(DECIMALS - places);
  const size = dividend < 0n ? -dividend : dividend;
  const steps = (2n * size + divisor * step) / (2n * divisor * step);
  return (dividend < 0n ? -steps : steps) * step;
}
