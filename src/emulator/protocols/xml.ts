/** Text that may stand in an XML element; what XML 1.0 cannot carry becomes a question mark. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Nested members as nested elements, in their order. */
export function toXml(members: object): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const content = typeof value === 'object' && value !== null ? toXml(value) : escapeXml(String(value));
      return `<${name}>${content}</${name}>`;
    })
    .join('');
}
