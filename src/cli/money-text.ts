/** `4.00 USD`: two decimals, or four where they are needed, so that columns align. Empty for what has no price. */
export function moneyText(
  money: { readonly amount: string; readonly currencyCode: string } | null | undefined,
): string {
  if (!money) return '';
  const [whole = '0', fraction = ''] = money.amount.split('.');
  return `${whole}.${fraction.padEnd(fraction.length > 2 ? 4 : 2, '0')} ${money.currencyCode}`;
}
