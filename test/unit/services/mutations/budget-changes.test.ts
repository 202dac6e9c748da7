import { parseModelVersionArn, parseProjectArn } from '../../../../src/domain/arn.js';
import { keyOfInterval, USAGE_KIND } from '../../../../src/domain/money/run-interval.js';
import { costOf } from '../../../../src/services/budgets.js';
import { IndexedVersion } from '../../../../src/services/money/usage-index.js';
import { automaticSession } from '../../../../src/services/mutations/automatic-change.js';
import { putBudget } from '../../../../src/services/mutations/budget-changes.js';
import { createAutomationStage } from '../../../support/automation-stage.js';

/** More than sums are kept. */
const DRY_RUNS = 250;
const AT = 'arn:aws:rekognition:us-east-1:123456789012:project/cats';

it('however many budgets are tried in dry runs, the sums of those on record stay', async () => {
  const stage = createAutomationStage();
  const { services, clock } = stage;
  const arn = parseModelVersionArn(`${AT}/version/v1/1700000000000`);
  const [from, to] = [clock.wallNow() - 60_000, clock.wallNow() - 30_000];
  const projectArn = parseProjectArn(`${AT}/1700000000000`);
  const value = { projectArn, from, to, isFromSeen: true, endSeenAt: to, minInferenceUnits: 1 };
  await services.records.commit([{ kind: USAGE_KIND, key: keyOfInterval(arn, from), value }]);
  const monthly = { amount: '1', currencyCode: services.prices.currencyCode };
  const budgetOf = (projectArns: readonly (typeof projectArn)[] | null) => ({
    ...{ scope: { accountId: null, region: null, projectArns }, monthly, timeZone: 'UTC' },
    thresholds: [{ percent: 100, action: 'NOTIFY' as const }],
  });
  costOf(services, budgetOf(null));
  const session = automaticSession(services, { subject: 'ann', cause: 'a test', author: null });
  for (let count = 0; count < DRY_RUNS; count += 1) {
    const tried = budgetOf([parseProjectArn(`${AT}-${count}/1700000000000`)]);
    await putBudget({ name: 'tried', revision: null, mustBeNew: false }, tried).warnings?.(session);
  }
  const sums = jest.spyOn(IndexedVersion.prototype, 'closed', 'get');
  costOf(services, budgetOf(null));
  expect(sums).not.toHaveBeenCalled();
  sums.mockRestore();
  await stage.close();
});
