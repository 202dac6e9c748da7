import { isObject } from '../domain/json.js';
import { DECIMAL_FORM, type Decimal, parseDecimal } from '../domain/money/decimal.js';
import { BUILT_IN_PRICES, type Prices, type RegionPrices } from '../domain/money/prices.js';
import type { SettingRow, SettingsReader } from './settings-reader.js';

type Report = SettingsReader['report'];

const EXAMPLE = '{"currencyCode": "USD", "us-east-1": {"unitHour": 4, "trainingHour": 1}}';
const KINDS = ['unitHour', 'trainingHour'];

export const PRICES_SETTING: SettingRow = {
  name: 'PRICES',
  fallback:
    'of 2026-11-28: 4 USD a unit hour, 1 USD a training hour in us-east-1, us-east-2, us-west-2, eu-west-1',
  meaning: `what AWS charges, as JSON: \`${EXAMPLE}\`. A region given replaces the built-in one, another keeps it; in a currency that is not USD only what is given counts. Regions without a price have no cost`,
};

/**
 * A region that is given replaces the built-in one. In another currency the built-in prices mean nothing, so that only
 * those given count.
 */
export function parsePrices(settings: SettingsReader): Prices {
  const { report } = settings;
  const given = settings.json('PRICES', {});
  if (!isObject(given)) {
    report(
      `PRICES must be a JSON object of regions and their prices, for example ${EXAMPLE}, not ${settings.quoted('PRICES')}.`,
    );
    return BUILT_IN_PRICES;
  }
  const { currencyCode = BUILT_IN_PRICES.currencyCode, ...regions } = given;
  if (typeof currencyCode !== 'string' || !/^[A-Z]{3}$/.test(currencyCode)) {
    report(
      `PRICES.currencyCode must be a currency of ISO 4217 like USD, not ${JSON.stringify(currencyCode)}.`,
    );
    return BUILT_IN_PRICES;
  }
  const isBuiltIn = currencyCode === BUILT_IN_PRICES.currencyCode;
  const byRegion = new Map(isBuiltIn ? BUILT_IN_PRICES.byRegion : []);
  for (const [region, prices] of Object.entries(regions))
    byRegion.set(region, parseRegion(region, prices, report));
  return { currencyCode, byRegion };
}

function parseRegion(region: string, given: unknown, report: Report): RegionPrices {
  const where = `PRICES["${region}"]`;
  const prices = isObject(given) ? given : {};
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    report(`PRICES has "${region}", which is neither currencyCode nor a region like us-east-1.`);
  else if (Object.keys(prices).length === 0 || Object.keys(prices).some((it) => !KINDS.includes(it)))
    report(
      `${where} must have unitHour, trainingHour or both, and nothing else, and is ${JSON.stringify(given)}.`,
    );
  const read = (kind: string) => parsePrice(prices[kind], `${where}.${kind}`, report);
  return { unitHour: read('unitHour'), trainingHour: read('trainingHour') };
}

/** Null: left out, or a mistake that is told. */
function parsePrice(given: unknown, where: string, report: Report): Decimal | null {
  if (given === undefined) return null;
  const price = typeof given === 'number' || typeof given === 'string' ? parseDecimal(String(given)) : null;
  if (price !== null && price >= 0n) return price;
  report(
    `${where} must be 0 or more, ${DECIMAL_FORM}, as a number or a string, and is ${JSON.stringify(given)}.`,
  );
  return null;
}
