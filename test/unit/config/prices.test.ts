import { parsePrices } from '../../../src/config/prices.js';
import { SettingsReader } from '../../../src/config/settings-reader.js';
import { printDecimal } from '../../../src/domain/money/decimal.js';

function settingsOf(text: string | undefined): SettingsReader {
  return new SettingsReader({ PRICES: text }, () => '');
}

function read(prices: unknown) {
  const settings = settingsOf(typeof prices === 'string' ? prices : JSON.stringify(prices));
  const { currencyCode, byRegion } = parsePrices(settings);
  const { mistakes } = settings;
  const priceOf = (region: string) => {
    const { unitHour = null, trainingHour = null } = byRegion.get(region) ?? {};
    return [unitHour, trainingHour].map((it) => it && printDecimal(it));
  };
  return { currencyCode, regions: [...byRegion.keys()], priceOf, mistakes };
}

it.each([undefined, '', '{}'])('PRICES=%j is the built-in ones', (text) => {
  const { currencyCode, byRegion } = parsePrices(settingsOf(text));
  expect(currencyCode).toBe('USD');
  expect([...byRegion.keys()]).toEqual(['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1']);
});

it('a region given replaces the built-in one, others keep theirs', () => {
  const { priceOf, mistakes } = read({
    'us-east-1': { unitHour: 3.6 },
    'ap-northeast-1': { unitHour: '4', trainingHour: 1.37 },
  });
  expect(mistakes).toEqual([]);
  expect(priceOf('us-east-1')).toEqual(['3.6', null]);
  expect(priceOf('ap-northeast-1')).toEqual(['4', '1.37']);
  expect(priceOf('eu-west-1')).toEqual(['4', '1']);
  expect(priceOf('eu-central-1')).toEqual([null, null]);
});

it('in another currency only those given count', () => {
  const { currencyCode, regions } = read({
    currencyCode: 'EUR',
    'eu-west-1': { unitHour: 3.7, trainingHour: 0.93 },
  });
  expect([currencyCode, regions]).toEqual(['EUR', ['eu-west-1']]);
});

it.each([
  ['no JSON', '{'],
  ['a list', []],
  ['null', 'null'],
  ['a number', '4'],
  ['a currency in small letters', { currencyCode: 'usd' }],
  ['a currency that is no text', { currencyCode: 1 }],
  ['a region that is none', { mars: { unitHour: 4 } }],
  ['a price that is no object', { 'us-east-1': 4 }],
  ['no price', { 'us-east-1': {} }],
  ['a misspelt price', { 'us-east-1': { unitHour: 4, traininghour: 1 } }],
  ['a price below nothing', { 'us-east-1': { unitHour: -1 } }],
  ['a price that is no number', { 'us-east-1': { unitHour: 'four' } }],
  ['a price of null', { 'us-east-1': { unitHour: null } }],
  ['too many decimals', { 'us-east-1': { unitHour: 0.123456789 } }],
])('%s is one mistake, in a sentence that says what was expected', (_, prices) => {
  expect(read(prices).mistakes).toEqual([expect.stringMatching(/^PRICES.*\.$/)]);
});

it.each([
  ['x', 'not "x".'],
  ['x'.repeat(90), `not "${'x'.repeat(80)}…".`],
  [{ currencyCode: 'usd' }, 'not "usd".'],
  [{ 'us-east-1': { unitHour: -1 } }, 'and is -1.'],
  [{ 'us-east-1': { unithour: 1 } }, 'and is {"unithour":1}.'],
])('%j is shown as it was given', (prices, words) => {
  expect(read(prices).mistakes).toEqual([expect.stringContaining(words)]);
});
