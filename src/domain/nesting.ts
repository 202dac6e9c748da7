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
  let depth = 0;
  for (const [bracket] of text.replace(MEANINGLESS, '').matchAll(/[[({\])}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    if (depth > MAX_NESTING)
      throw new GatewayError('QUERY_TOO_LARGE', `Expected brackets at most ${MAX_NESTING} deep.`, {
        limit: { name: 'nesting', value: MAX_NESTING },
      });
  }
}
