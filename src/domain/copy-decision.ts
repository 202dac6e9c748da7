import { principalsIn, statementsIn, textsIn } from './policy-document.js';

type Document = Readonly<Record<string, unknown>>;

/**
 * What the policies of a project say of an account that copies one of its versions: a Deny that matches outweighs every
 * Allow. UNKNOWN: a statement has a condition, or names a role or user of the account, which may be another than the
 * gateway's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function copyDecision(
  documents: readonly Document[],
  accountId: string,
  versionArn: string,
): 'ALLOW' | 'DENY' | 'NONE' | 'UNKNOWN' {
  const found = documents
    .flatMap(statementsIn)
    .filter(({ Resource }) => textsIn(Resource).some((it) => isMatch(it, versionArn)))
    .map((it) => ({ isDeny: /^deny$/i.test(String(it.Effect)), match: matchOf(it, accountId) }));
  const has = (isDeny: boolean, match: Match) =>
    found.some((it) => it.isDeny === isDeny && it.match === match);
  if (has(true, 'sure')) return 'DENY';
  if (has(true, 'perhaps')) return 'UNKNOWN';
  if (has(false, 'sure')) return 'ALLOW';
  return has(false, 'perhaps') ? 'UNKNOWN' : 'NONE';
}

type Match = 'sure' | 'perhaps' | 'none';

function matchOf({ Principal, Condition }: Document, accountId: string): Match {
  const principals = principalsIn(Principal);
  const everybody = ['*', accountId];
  const isWhole = principals.some((it) => everybody.includes(it) || it.endsWith(`:iam::${accountId}:root`));
  if (isWhole) return Condition === undefined ? 'sure' : 'perhaps';
  return principals.some((it) => it.includes(`::${accountId}:`)) ? 'perhaps' : 'none';
}

/** `*` stands for any text, `?` for one character. Compared by hand: a pattern is untrusted and must not be slow. */
function isMatch(pattern: string, text: string): boolean {
  let [inPattern, inText, star, resumeAt] = [0, 0, -1, 0];
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
