import { moneyText } from '../../../src/cli/money-text.js';

test.each([
  ['4', '4.00 USD'],
  ['0.3', '0.30 USD'],
  ['12.3456', '12.3456 USD'],
  ['0.819', '0.8190 USD'],
  ['-8', '-8.00 USD'],
])('%s is %s', (amount, text) => {
  expect(moneyText({ amount, currencyCode: 'USD' })).toBe(text);
});

test('what has no price is empty', () => {
  expect([moneyText(null), moneyText(undefined)]).toEqual(['', '']);
});
