import { GatewayError } from './errors.js';
import { isObject } from './json.js';
import { statementsIn, textsIn } from './policy-document.js';

type Document = Readonly<Record<string, unknown>>;

const MEMBERS = ['Version', 'Id', 'Statement'];
const STATEMENT_MEMBERS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
const PRINCIPAL = /^(\*|\d{12}|arn:[a-z\d-]+:(iam|sts)::\d{12}:.+)$/;

/**
 * What AWS's policy language refuses beyond the documented form of a project policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * A dry run tells it; in earnest AWS decides.
 * @param document - of the documented form
 * @throws GatewayError MALFORMED_POLICY
 */
export function refuseGrammar(document: Document): void {
  ensure(hasOnly(document, MEMBERS), `members ${MEMBERS.join(', ')} only`);
  ensure(isText(document.Id), 'Id to be a text');
  for (const statement of statementsIn(document)) {
    const { Sid, Principal, Resource, Condition } = statement;
    ensure(hasOnly(statement, STATEMENT_MEMBERS), `a statement to have ${STATEMENT_MEMBERS.join(', ')} only`);
    ensure(isText(Sid), 'Sid to be a text');
    ensure(Condition === undefined || isObject(Condition), 'Condition to be a JSON object');
    ensure(
      Principal === '*' || isOfAws(Principal),
      'Principal to be "*" or {"AWS": …} of accounts and IAM ARNs',
    );
    ensure(
      textsIn(Resource).every((it) => it === '*' || it.startsWith('arn:')),
      'Resource to be "*" or ARNs',
    );
  }
}

function isOfAws(principal: unknown): boolean {
  if (!isObject(principal) || !hasOnly(principal, ['AWS'])) return false;
  const texts = textsIn(principal.AWS);
  return texts.length > 0 && texts.every((it) => PRINCIPAL.test(it));
}

function hasOnly(value: Document, members: readonly string[]): boolean {
  return Object.keys(value).every((it) => members.includes(it));
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function ensure(isFine: boolean, expected: string): void {
  if (!isFine) throw new GatewayError('MALFORMED_POLICY', `policyDocument: expected ${expected}.`);
}
