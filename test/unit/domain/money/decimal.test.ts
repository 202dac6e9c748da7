import { dividedTo, parseDecimal, printDecimal } from '../../../../src/domain/money/decimal.js';
import { createRandom } from '../../../support/random.js';

test.each([
  ['0', '0'],
  ['4', '4'],
  ['4.0', '4'],
  ['004.50', '4.5'],
  ['12.3456', '12.3456'],
  ['0.00000001', '0.00000001'],
  ['-0', '0'],
  ['-0.10', '-0.1'],
  ['-3', '-3'],
  ['999999999999999.99999999', '999999999999999.99999999'],
])('%s is a decimal number, and told as %s', (text, told) => {
  expect(printDecimal(parseDecimal(text) ?? 77n)).toBe(told);
});

test.each([
  '',
  ' 4',
  '4 ',
  '4.',
  '.5',
  '+4',
  '1e3',
  '0x4',
  '1,5',
  '--1',
  'NaN',
  '0.123456789',
  '1234567890123456',
  '٤',
  '4\n',
])('%j is none', (text) => {
  expect(parseDecimal(text)).toBeNull();
});

test.each([
  ['0.00005', 1n, '0.0001'],
  ['0.00004999', 1n, '0'],
  ['-0.00005', 1n, '-0.0001'],
  ['1', 3n, '0.3333'],
  ['2', 3n, '0.6667'],
  ['-2', 3n, '-0.6667'],
  ['1.00005', 1n, '1.0001'], // a float would hold 1.00004999…
  ['0.00015', 3n, '0.0001'],
  ['0.00014999', 3n, '0'], // rounded once: at eight decimals it would be 0.00005
])('%s / %s to four decimals is %s', (dividend, divisor, told) => {
  expect(printDecimal(dividedTo(4, parseDecimal(dividend) ?? 0n, divisor))).toBe(told);
});

it('is the nearest of all numbers with so many decimals, and the one further from zero of two', () => {
  const random = createRandom(18);
  for (let i = 0; i < 5_000; i += 1) {
    const dividend = BigInt(Math.floor((random() - 0.5) * 10 ** (1 + 15 * random())));
    const divisor = BigInt(1 + Math.floor(random() * 10_000));
    const places = Math.floor(random() * 9);
    const step = 10n ** BigInt(8 - places);
    const rounded = dividedTo(places, dividend, divisor);
    const apart = dividend - rounded * divisor;
    expect(rounded % step).toBe(0n);
    const twice = 2n * (apart < 0n ? -apart : apart);
    expect(twice <= step * divisor).toBe(true);
    if (twice === step * divisor) expect(apart < 0n).toBe(dividend > 0n);
  }
});
