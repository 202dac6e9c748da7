import { ServiceError } from '../errors.js';

export interface Statement {
  readonly effect: 'ALLOW' | 'DENY';
  /** AWS principals: ARNs, account numbers or `*`. */
  readonly principals: readonly string[];
  /** Resource patterns with `*` and `?`. */
  readonly resources: readonly string[];
  readonly hasCondition: boolean;
}

const MEMBERS = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
const VERSIONS: readonly unknown[] = [undefined, '2012-10-17', '2008-10-17'];
const PRINCIPAL = /^(\*|\d{12}|arn:[a-z\d-]+:(iam|sts)::\d{12}:.+)$/;
const ACTION = 'rekognition:copyprojectversion';

/**
 * Reads a project policy. Throws MalformedPolicyDocumentException with the first thing that is wrong.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-project-policy-document.html
 *
 * Not documented, and chosen to be tolerant [UNC]: Effect in any case, since AWS's examples write ALLOW; Sid and
 * Condition; wildcards as Principal and in Resource; a policy without Version or Id.
 */
export function parsePolicyDocument(text: string): readonly Statement[] {
  const { Version, Statement, Id, ...others } = objectOf(parseJson(text), 'The policy');
  ensure(Object.keys(others).length === 0, `The policy has an unknown member: ${Object.keys(others)[0]}.`);
  ensure(VERSIONS.includes(Version), 'Version must be 2012-10-17.');
  ensure(Id === undefined || typeof Id === 'string', 'Id must be a text.');
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  ensure(Statement !== undefined && statements.length > 0, 'The policy has no Statement.');
  return statements.map(parseStatement);
}

function parseStatement(value: unknown): Statement {
  const statement = objectOf(value, 'A statement');
  const unknown = Object.keys(statement).find((name) => !MEMBERS.includes(name));
  ensure(unknown === undefined, `A statement may not have ${unknown}.`);
  const { Sid, Effect, Principal, Action, Resource, Condition } = statement;
  ensure(Sid === undefined || typeof Sid === 'string', 'Sid must be a text.');
  const actions = textsOf(Action, 'Action');
  ensure(
    actions.every((action) => action.toLowerCase() === ACTION),
    'The only Action is rekognition:CopyProjectVersion.',
  );
  const resources = textsOf(Resource, 'Resource');
  ensure(
    resources.every((it) => it === '*' || it.startsWith('arn:')),
    'A Resource must be an ARN or *.',
  );
  if (Condition !== undefined) objectOf(Condition, 'Condition');
  return {
    effect: effectOf(Effect),
    principals: principalsOf(Principal),
    resources,
    hasCondition: Condition !== undefined,
  };
}

function effectOf(value: unknown): 'ALLOW' | 'DENY' {
  const effect = String(value).toUpperCase();
  if (effect === 'ALLOW' || effect === 'DENY') return effect;
  throw malformed('Effect must be Allow or Deny.');
}

function principalsOf(value: unknown): readonly string[] {
  if (value === '*') return ['*'];
  const { AWS, ...others } = objectOf(value, 'Principal');
  ensure(Object.keys(others).length === 0, 'Principal may only have AWS.');
  const principals = textsOf(AWS, 'Principal.AWS');
  ensure(
    principals.every((it) => PRINCIPAL.test(it)),
    'A Principal must be an account, an IAM ARN or *.',
  );
  return principals;
}

function textsOf(value: unknown, name: string): readonly string[] {
  const texts = Array.isArray(value) ? value : [value];
  ensure(
    texts.length > 0 && texts.every((it) => typeof it === 'string' && it !== ''),
    `A statement needs ${name}.`,
  );
  return texts;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('The policy is not valid JSON.');
  }
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  ensure(
    typeof value === 'object' && value !== null && !Array.isArray(value),
    `${what} must be a JSON object.`,
  );
  return value as Readonly<Record<string, unknown>>;
}

function ensure(isFine: boolean, message: string): void {
  if (!isFine) throw malformed(message);
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocumentException', message);
}
