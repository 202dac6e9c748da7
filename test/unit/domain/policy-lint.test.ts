import { lintPolicy } from '../../../src/domain/policy-lint.js';

const ALLOW = {
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'rekognition:CopyProjectVersion',
  Resource: '*',
};
const codes = (...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, (it) => it === '111122223333').map(
    ({ code }) => code,
  );

it('has nothing to say of a policy for accounts that the gateway serves', () => {
  expect(codes(ALLOW, { ...ALLOW, Principal: { AWS: 'arn:aws:iam::111122223333:root' } })).toEqual([]);
});

it.each([
  ['PUBLIC_POLICY', { Principal: '*' }],
  ['PUBLIC_POLICY', { Principal: { AWS: ['*'] } }],
  ['UNKNOWN_ACTION', { Action: ['rekognition:CopyProjectVersion', 'rekognition:StartProjectVersion'] }],
  ['ACCOUNT_NOT_CONFIGURED', { Principal: { AWS: '999999999999' } }],
  ['ACCOUNT_NOT_CONFIGURED', { Principal: { AWS: 'arn:aws:iam::999999999999:role/gateway' } }],
  ['POLICY_TOO_LONG', { Resource: 'x'.repeat(2_000) }],
])('%s of %j', (code, change) => {
  expect(codes({ ...ALLOW, ...change })).toEqual([code]);
});

it('everybody may be denied', () => {
  expect(codes({ ...ALLOW, Effect: 'Deny', Principal: '*' })).toEqual([]);
});

it('of documents without form it says what it can', () => {
  for (const document of [{}, { Statement: 'x' }, { Statement: [null, 3, [], { Principal: { AWS: {} } }] }])
    expect(lintPolicy(document, () => false)).toEqual([]);
});
