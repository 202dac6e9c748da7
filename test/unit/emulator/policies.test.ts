import { decisionOf, matches } from '../../../src/emulator/policies/decision.js';
import { parsePolicyDocument } from '../../../src/emulator/policies/document.js';
import type { Caller } from '../../../src/emulator/world.js';
import { fc } from '../../support/properties.js';

const VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v/1';
const ROLE = 'arn:aws:iam::111122223333:role/Copier';
const root: Caller = {
  partition: 'aws',
  region: 'us-east-1',
  account: '111122223333',
  arn: 'arn:aws:iam::111122223333:root',
};
const session: Caller = { ...root, arn: 'arn:aws:sts::111122223333:assumed-role/Copier/me', roleArn: ROLE };

const statement = (members: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'rekognition:CopyProjectVersion',
  Resource: VERSION,
  ...members,
});
const policy = (...members: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: members.map(statement) });

describe('a decision', () => {
  test.each([
    ['everybody', { Principal: '*' }, 'ALLOW', 'ALLOW'],
    ['everybody in AWS', { Principal: { AWS: '*' } }, 'ALLOW', 'ALLOW'],
    ['an account number', { Principal: { AWS: '111122223333' } }, 'ALLOW', 'ALLOW'],
    ['an account root', { Principal: { AWS: root.arn } }, 'ALLOW', 'ALLOW'],
    ['a role', { Principal: { AWS: ROLE } }, 'NONE', 'ALLOW'],
    ['one role of a list', { Principal: { AWS: [`${ROLE}2`, ROLE] } }, 'NONE', 'ALLOW'],
    ['another role', { Principal: { AWS: `${ROLE}2` } }, 'NONE', 'NONE'],
    ['another account', { Principal: { AWS: '999999999999' } }, 'NONE', 'NONE'],
    ['the effect as AWS writes it in its examples', { Effect: 'ALLOW' }, 'ALLOW', 'ALLOW'],
    ['a resource with a star', { Resource: 'arn:aws:rekognition:*:*:project/p/version/*' }, 'ALLOW', 'ALLOW'],
    ['another resource', { Resource: `${VERSION}0` }, 'NONE', 'NONE'],
    ['a condition', { Condition: { Bool: {} } }, 'NONE', 'NONE'],
    ['a denial with a condition', { Effect: 'Deny', Condition: { Bool: {} } }, 'DENY', 'DENY'],
  ])('for %s', (_, members, forRoot, forSession) => {
    expect(decisionOf([policy(members)], root, VERSION)).toBe(forRoot);
    expect(decisionOf([policy(members)], session, VERSION)).toBe(forSession);
  });

  test('a Deny outweighs every Allow, also one of another policy', () => {
    const deny = policy({ Effect: 'Deny', Principal: { AWS: ROLE } });
    expect(decisionOf([policy({}), deny], session, VERSION)).toBe('DENY');
    expect(decisionOf([policy({}), deny], root, VERSION)).toBe('ALLOW');
  });

  test('no policy says nothing', () => {
    expect(decisionOf([], root, VERSION)).toBe('NONE');
  });
});

describe('a document', () => {
  test.each([
    ['not JSON', '{'],
    ['not an object', '[]'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['an empty list of statements', '{"Statement":[]}'],
    ['an unknown version', '{"Version":"2030-01-01","Statement":[]}'],
    ['an unknown member', JSON.stringify({ Statement: [statement()], Extra: 1 })],
    ['NotAction', policy({ NotAction: 'x' })],
    ['NotResource', policy({ NotResource: 'x' })],
    ['NotPrincipal', policy({ NotPrincipal: 'x' })],
    ['another action', policy({ Action: 'rekognition:DetectCustomLabels' })],
    ['a wrong effect', policy({ Effect: 'Perhaps' })],
    ['no principal', policy({ Principal: undefined })],
    ['no action', policy({ Action: undefined })],
    ['no resource', policy({ Resource: undefined })],
    ['an empty list of actions', policy({ Action: [] })],
    ['a service as principal', policy({ Principal: { Service: 'ec2.amazonaws.com' } })],
    ['a principal that is no ARN', policy({ Principal: { AWS: 'ines' } })],
    ['a resource that is no ARN', policy({ Resource: 'project' })],
    ['a number as Sid', policy({ Sid: 7 })],
  ])('with %s is malformed', (_, text) => {
    expect(() => parsePolicyDocument(text)).toThrow(
      expect.objectContaining({ code: 'MalformedPolicyDocumentException' }),
    );
  });

  test('may hold one statement without a list, a Sid and several actions', () => {
    const text = JSON.stringify({
      Statement: statement({ Sid: 'a', Action: ['rekognition:copyProjectVersion'] }),
    });
    expect(parsePolicyDocument(text)).toHaveLength(1);
  });

  test('any JSON is read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
        for (const text of [JSON.stringify(value), policy({ Principal: value, Resource: other })]) {
          try {
            parsePolicyDocument(text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'MalformedPolicyDocumentException' });
          }
        }
      }),
    );
  });
});

describe('a pattern', () => {
  test('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matches(pattern, text)).toBe(expected.test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
