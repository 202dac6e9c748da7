import { copyDecision } from '../../../src/domain/copy-decision.js';

const VERSION = 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v1/1700000000000';
const to = (AWS: unknown, change: object = {}) => ({
  Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'x', Resource: '*', ...change },
});
const decide = (...documents: object[]) =>
  copyDecision(documents as Record<string, unknown>[], '111122223333', VERSION);

it.each([
  ['NONE', []],
  ['NONE', [to('999999999999'), to('111122223333', { Resource: 'arn:*/version/v2/*' })]],
  ['ALLOW', [to('111122223333')]],
  ['ALLOW', [to('arn:aws:iam::111122223333:root', { Resource: ['arn:*/version/v?/17*'] })]],
  ['UNKNOWN', [to('arn:aws:iam::111122223333:role/somebody')]],
  ['UNKNOWN', [to('111122223333', { Condition: {} })]],
  ['UNKNOWN', [to('111122223333'), to('arn:aws:iam::111122223333:role/x', { Effect: 'Deny' })]],
  ['DENY', [to('111122223333'), to('*', { Effect: 'Deny' })]],
])('%s', (decision, documents) => {
  expect(decide(...documents)).toBe(decision);
});

it('a pattern of many stars takes no long time', () => {
  expect(decide(to('*', { Resource: `${'*a'.repeat(900)}z` }))).toBe('NONE');
});
