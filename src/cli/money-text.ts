/** `4.00 USD`: two decimals at least, more where there are more. Empty for what has no price. */
export function moneyText(
  money: { readonly amount: string; readonly currencyCode: string } | null | undefined,
): string {
  if (!money) return '';
  const [whole = '0', fraction = ''] = money.amount.split('.');
  return `${whole}.${fraction.padEnd(2, '0')} ${money.currencyCode}`;
}
