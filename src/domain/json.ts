import { GatewayError } from './errors.js';

/** Far more than any document or value that makes sense, far less than what a parser's stack takes. */
const MAX_NESTING = 200;

/** Strings and comments, in which brackets mean nothing. GraphQL and JSON write them alike. */
const MEANINGLESS = /"""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n\r]*/g;

/**
 * Checks how deep brackets lie in each other, before a parser has to follow them.
 * @param text - a GraphQL document, or JSON
 * @throws GatewayError QUERY_TOO_LARGE
 */
export function checkNesting(text: string): void {
  if (!hasManyBrackets(text)) return;
  let depth = 0;
  for (const [bracket] of text.replace(MEANINGLESS, '').matchAll(/[[({\])}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    if (depth > MAX_NESTING)
      throw new GatewayError('QUERY_TOO_LARGE', `Expected brackets at most ${MAX_NESTING} deep.`, {
        limit: { name: 'nesting', value: MAX_NESTING },
      });
  }
}

/** Nearly nothing has, and this costs a fraction of the rest. */
function hasManyBrackets(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b || code === 0x28) count += 1; // {[(
  }
  return count > MAX_NESTING;
}

/** Whether a JSON value is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
