import { GatewayError } from './errors.js';
import { isObject } from './json.js';

/** The one action a project policy can speak of. */
export const ACTION = 'rekognition:CopyProjectVersion';
const REQUIRED = ['Effect', 'Principal', 'Action', 'Resource'] as const;
const FORBIDDEN = ['NotAction', 'NotResource', 'NotPrincipal'] as const;
/** Of IAM's policy language; without one, it is 2008-10-17. */
const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17', undefined];
export const MAX_CHARACTERS = 2000;
const ALLOWED_CHARACTERS = /^[\t\n\r -ÿ]+$/;

/**
 * Checks a project policy against its documented grammar and answers the text to send to AWS.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-project-policy-document.html
 * What AWS does not document (Condition, Sid, wildcards, upper-case Effect) passes: AWS decides.
 * @throws GatewayError MALFORMED_POLICY that says what was expected where
 */
export function toPolicyText(document: unknown): string {
  const known = isObject(document) ? checked.get(document) : undefined;
  if (known instanceof GatewayError) throw known;
  if (known !== undefined) return known;
  try {
    const text = check(document);
    if (isObject(document)) checked.set(document, text);
    return text;
  } catch (error) {
    if (isObject(document) && error instanceof GatewayError) checked.set(document, error);
    throw error;
  }
}

/** What was found: of one document, however many fields of an operation take it. Nobody changes a document. */
const checked = new WeakMap<object, string | GatewayError>();

function check(document: unknown): string {
  if (!isObject(document)) throw malformed('expected a JSON object');
  const { Version: version, Statement: statement } = document;
  if (!VERSIONS.includes(version))
    throw malformed('expected Version to be "2012-10-17" or "2008-10-17", or left out');
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0) throw malformed('expected at least one Statement');
  statements.forEach(checkStatement);
  return checkedText(JSON.stringify(document));
}

/** Whether a statement of a checked policy allows everybody to copy. */
export function namesEverybody(document: Readonly<Record<string, unknown>>): boolean {
  return statementsIn(document).some(
    ({ Effect, Principal }) => /^allow$/i.test(String(Effect)) && principalsIn(Principal).includes('*'),
  );
}

/** Also of a document that is refused: what is no object is left out. */
export function statementsIn({
  Statement: statement,
}: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return (Array.isArray(statement) ? statement : [statement]).filter(isObject);
}

export function principalsIn(principal: unknown): string[] {
  const values = isObject(principal) ? Object.values(principal).flatMap(textsIn) : textsIn(principal);
  return values.map((it) => it.trim());
}

function checkStatement(statement: unknown, index: number): void {
  const where = `Statement ${index + 1}`;
  if (!isObject(statement)) throw malformed(`${where}: expected a JSON object`);
  for (const key of FORBIDDEN)
    if (key in statement) throw malformed(`${where}: ${key} is not allowed in a project policy`);
  for (const key of REQUIRED) if (!(key in statement)) throw malformed(`${where}: expected ${key}`);
  if (!/^(allow|deny)$/i.test(String(statement.Effect)))
    throw malformed(`${where}: expected Effect to be "Allow" or "Deny"`);
  const actions = textsIn(statement.Action);
  if (actions.length === 0 || !actions.every((it) => it.toLowerCase() === ACTION.toLowerCase()))
    throw malformed(`${where}: expected Action to be "${ACTION}"`);
  if (!isPrincipal(statement.Principal))
    throw malformed(
      `${where}: expected Principal to be "*" or an object like {"AWS": "<account or role ARN>"}`,
    );
  if (textsIn(statement.Resource).length === 0)
    throw malformed(`${where}: expected Resource to be the ARN of a model version, or a list of them`);
}

function isPrincipal(value: unknown): boolean {
  if (value === '*') return true;
  return (
    isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((it) => textsIn(it).length > 0)
  );
}

/** A text, or a list of texts, as IAM allows both; empty for anything else. */
export function textsIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.every((it): it is string => typeof it === 'string' && it !== '') ? list : [];
}

function checkedText(text: string): string {
  if (text.length > MAX_CHARACTERS)
    throw malformed(`expected at most ${MAX_CHARACTERS} characters as text, not ${text.length}`);
  if (!ALLOWED_CHARACTERS.test(text))
    throw malformed('expected characters of Latin-1 only (U+0020 to U+00FF)');
  return text;
}

function malformed(reason: string): GatewayError {
  return new GatewayError('MALFORMED_POLICY', `policyDocument: ${reason}.`, { field: ['policyDocument'] });
}
