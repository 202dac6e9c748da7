import type { Caller } from '../world.js';
import { parsePolicyDocument, type Statement } from './document.js';

/**
 * What a project's policies say of copying one version. A Deny that matches outweighs every Allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * Conditions are not evaluated [UNC]: a statement that has one never allows and always denies.
 */
export function decisionOf(
  documents: readonly string[],
  caller: Caller,
  versionArn: string,
): 'ALLOW' | 'DENY' | 'NONE' {
  const matching = documents
    .flatMap(parsePolicyDocument)
    .filter(({ principals }) => principals.some((principal) => isPrincipal(principal, caller)))
    .filter(({ resources }) => resources.some((pattern) => matches(pattern, versionArn)));
  if (matching.some(({ effect }) => effect === 'DENY')) return 'DENY';
  return matching.some(allows) ? 'ALLOW' : 'NONE';
}

function allows({ effect, hasCondition }: Statement): boolean {
  return effect === 'ALLOW' && !hasCondition;
}

/** An account's number or root stands for everybody in the account, a role's ARN for each of its sessions. */
function isPrincipal(principal: string, { account, arn, roleArn }: Caller): boolean {
  if (principal === '*' || principal === account || principal === arn || principal === roleArn) return true;
  return new RegExp(`^arn:[a-z\\d-]+:iam::${account}:root$`).test(principal);
}

/** `*` stands for any text, `?` for one character. Compared by hand: a pattern is untrusted and must not be slow. */
export function matches(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++;
      resumeAt = inText;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++resumeAt;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
