import { parseModelVersionArn, parseProjectArn } from '../../../../src/domain/arn.js';
import {
  amountOf,
  type BudgetScope,
  isInScope,
  mayConcern,
  readBudget,
  type SpendingBudget,
} from '../../../../src/domain/automation/budget.js';

const ACCOUNT = '123456789012';
const project = (name: string, region = 'us-east-1') =>
  parseProjectArn(`arn:aws:rekognition:${region}:${ACCOUNT}:project/${name}/1`);
const version = (name: string, region = 'us-east-1') =>
  parseModelVersionArn(`arn:aws:rekognition:${region}:${ACCOUNT}:project/${name}/version/v1/2`);
const scope = (more: Partial<BudgetScope> = {}): BudgetScope => ({
  ...{ accountId: null, region: null, projectArns: null },
  ...more,
});

it.each([
  ['100', 80, '80'],
  ['100', 0.1, '0.1'],
  ['0.0001', 33.3, '0.0000333'],
  ['1', 1 / 3, '0.00333334'], // up, so that it is not reached too soon
  ['999999999999999', 1000, '9999999999999990'],
])('of %s a month, %s percent are %s', (amount, percent, expected) => {
  const budget: SpendingBudget = {
    ...{ scope: scope(), monthly: { amount, currencyCode: 'USD' }, timeZone: 'UTC', thresholds: [] },
  };
  expect(Number(amountOf(budget, { percent, action: 'NOTIFY' })) / 1e8).toBeCloseTo(Number(expected), 8);
});

describe('a scope', () => {
  it.each([
    [scope(), true, true],
    [scope({ accountId: ACCOUNT }), true, true],
    [scope({ accountId: '210987654321' }), false, false],
    [scope({ accountId: ACCOUNT, region: 'eu-west-1' }), false, false],
    [scope({ projectArns: [project('b'), project('a')] }), true, true],
    [scope({ projectArns: [project('b')] }), false, false],
    // An earlier project of this name: a version's own ARN does not tell.
    [scope({ projectArns: [parseProjectArn(`${project('a')}0`)] }), false, true],
    [scope({ region: 'eu-west-1', projectArns: [project('a')] }), false, false],
    [scope({ projectArns: [project('a', 'eu-west-1'), project('aa')] }), false, false],
  ])('%j has the project a: %s', (it, isIn, isNear) => {
    expect(isInScope(it, { accountId: ACCOUNT, region: 'us-east-1' }, project('a'))).toBe(isIn);
    expect(mayConcern(it, version('a'))).toBe(isNear);
  });

  it('with projects has nothing whose project is not known', () => {
    const at = { accountId: ACCOUNT, region: 'us-east-1' };
    expect([scope(), scope({ projectArns: [project('a')] })].map((it) => isInScope(it, at, null))).toEqual([
      true,
      false,
    ]);
  });
});

it('a record of this release is read by later ones', () => {
  const stored = JSON.parse(
    '{"scope":{"accountId":"123456789012"},"monthly":{"amount":"100","currencyCode":"USD"},"timeZone":"Europe/Berlin","thresholds":[{"percent":80,"action":"NOTIFY"}],"author":{"subject":"ann","groups":[],"grants":[]},"updatedAt":1764331200000,"changeId":"c"}',
  );
  expect(readBudget(stored)).toEqual({
    ...stored,
    scope: { accountId: ACCOUNT, region: null, projectArns: null },
  });
});
