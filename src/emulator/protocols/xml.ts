/** Text that may stand in an XML element; what XML 1.0 cannot carry becomes a question mark. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Nested members as nested elements, in their order; the items of a list are called `member`. */
export function toXml(members: object): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${contentOf(value)}</${name}>`)
    .join('');
}

function contentOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => `<member>${contentOf(item)}</member>`).join('');
  return typeof value === 'object' && value !== null ? toXml(value) : escapeXml(String(value));
}
