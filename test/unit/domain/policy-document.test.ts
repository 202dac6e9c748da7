import { namesEverybody, toPolicyText } from '../../../src/domain/policy-document.js';

const STATEMENT = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'rekognition:CopyProjectVersion',
  Resource: 'arn:aws:rekognition:us-east-1:123456789012:project/cats/version/v1/1',
};
const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

test.each([
  ['one statement', policy(STATEMENT)],
  ['the older version', { ...policy(STATEMENT), Version: '2008-10-17' }],
  ['no version', { Statement: [STATEMENT] }],
  ['a statement without a list around it', { Version: '2012-10-17', Statement: STATEMENT }],
  ['several statements', policy(STATEMENT, { ...STATEMENT, Effect: 'Deny' })],
  ['lists where IAM allows lists', policy({ ...STATEMENT, Action: [STATEMENT.Action], Resource: ['*'] })],
  ['everybody', policy({ ...STATEMENT, Principal: '*' })],
  [
    'several principals',
    policy({ ...STATEMENT, Principal: { AWS: ['1', '2'], Service: 'x.amazonaws.com' } }),
  ],
  ['what AWS does not document', policy({ ...STATEMENT, Sid: 'one', Condition: {}, Effect: 'ALLOW' })],
  ['Latin-1', policy({ ...STATEMENT, Sid: 'größe' })],
])('%s is passed on as it is', (_, document) => {
  expect(JSON.parse(toPolicyText(document))).toEqual(document);
});

test.each([
  [null, 'expected a JSON object'],
  [[], 'expected a JSON object'],
  [{ ...policy(STATEMENT), Version: '2013-10-17' }, 'expected Version to be "2012-10-17" or "2008-10-17"'],
  [policy(), 'expected at least one Statement'],
  [{ Version: '2012-10-17' }, 'Statement 1: expected a JSON object'],
  [policy(STATEMENT, null), 'Statement 2: expected a JSON object'],
  [
    policy({ ...STATEMENT, NotPrincipal: '*' }),
    'Statement 1: NotPrincipal is not allowed in a project policy',
  ],
  [policy({ Effect: 'Allow' }), 'Statement 1: expected Principal'],
  [
    policy({ ...STATEMENT, Effect: ['Allow'].concat('Deny') }),
    'Statement 1: expected Effect to be "Allow" or "Deny"',
  ],
  [policy({ ...STATEMENT, Action: [] }), 'Statement 1: expected Action to be'],
  [policy({ ...STATEMENT, Action: [STATEMENT.Action, '*'] }), 'Statement 1: expected Action to be'],
  [policy({ ...STATEMENT, Principal: { AWS: [] } }), 'Statement 1: expected Principal to be'],
  [policy({ ...STATEMENT, Principal: '123456789012' }), 'Statement 1: expected Principal to be'],
  [policy({ ...STATEMENT, Resource: '' }), 'Statement 1: expected Resource to be'],
  [policy({ ...STATEMENT, Sid: '€' }), 'expected characters of Latin-1 only'],
])('%j is malformed: %s', (document, reason) => {
  expect(() => toPolicyText(document)).toThrow(
    expect.objectContaining({
      code: 'MALFORMED_POLICY',
      message: expect.stringContaining(`policyDocument: ${reason}`),
      details: { field: ['policyDocument'] },
    }),
  );
});

test('2000 characters as text are the most', () => {
  const length = toPolicyText(policy({ ...STATEMENT, Sid: '' })).length;
  const fit = policy({ ...STATEMENT, Sid: 'x'.repeat(2000 - length) });
  expect(toPolicyText(fit)).toHaveLength(2000);
  expect(() => toPolicyText(policy({ ...STATEMENT, Sid: 'x'.repeat(2001 - length) }))).toThrow(/not 2001\.$/);
});

test.each([
  ['a star', policy({ ...STATEMENT, Principal: '*' }), true],
  ['a star in an object', policy({ ...STATEMENT, Principal: { AWS: '*' } }), true],
  ['a star among others', policy({ ...STATEMENT, Principal: { AWS: ['1', ' * '] } }), true],
  ['a star in the second statement', policy(STATEMENT, { ...STATEMENT, Principal: '*' }), true],
  ['a star without a list', { Version: '2012-10-17', Statement: { ...STATEMENT, Principal: '*' } }, true],
  ['upper case', policy({ ...STATEMENT, Effect: 'ALLOW', Principal: '*' }), true],
  ['a star that is denied', policy({ ...STATEMENT, Effect: 'Deny', Principal: '*' }), false],
  ['an account', policy(STATEMENT), false],
])('%s names everybody: %#', (_, document, isPublic) => {
  expect(namesEverybody(document)).toBe(isPublic);
});

test('one document is checked once, good or bad', () => {
  let looked = 0;
  const counting = (document: object) =>
    Object.defineProperty({ ...document }, 'Version', {
      enumerable: true,
      get() {
        looked += 1;
        return '2012-10-17';
      },
    });
  const bad = counting(policy({ ...STATEMENT, Sid: 'x'.repeat(3_000) }));
  const before = looked;
  for (let i = 0; i < 10; i++) expect(() => toPolicyText(bad)).toThrow('at most 2000');
  const once = looked - before;
  const good = counting(policy(STATEMENT));
  const again = looked;
  for (let i = 0; i < 10; i++) toPolicyText(good);
  expect(looked - again).toBe(once);
  expect(once).toBe(2); // the check, and the text
});
