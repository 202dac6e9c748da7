import type { ModelVersion } from '../../../../src/domain/model.js';
import { hourlyCostOf, hourlyCostOfAll, trainingCostOf } from '../../../../src/domain/money/cost.js';
import { parseDecimal } from '../../../../src/domain/money/decimal.js';
import { BUILT_IN_PRICES, type Prices } from '../../../../src/domain/money/prices.js';
import { MODEL_VERSION_STATUSES } from '../../../../src/domain/status.js';
import { aModelVersion, aModelVersionArn } from '../../../support/builders.js';

function pricesOf(unitHour: string | null, trainingHour: string | null = null): Prices {
  const read = (text: string | null) => (text === null ? null : parseDecimal(text));
  const here = { unitHour: read(unitHour), trainingHour: read(trainingHour) };
  return { currencyCode: 'EUR', byRegion: new Map([['us-east-1', here]]) };
}

const running = (change: Partial<ModelVersion> = {}) =>
  aModelVersion({ status: 'RUNNING', minInferenceUnits: 1, ...change });
const ELSEWHERE = aModelVersion().arn.replace('us-east-1', 'eu-central-1') as ModelVersion['arn'];

describe('an hour of a model', () => {
  test.each([
    ['4', 1, '4'],
    ['4', 5, '20'],
    ['0.1', 3, '0.3'], // 0.30000000000000004 as floats
    ['1.00005', 1, '1.0001'],
    ['0.00004', 1, '0'],
    ['0', 10, '0'],
    ['3.8642', 7, '27.0494'],
  ])('at %s for each of %i units costs %s', (price, minInferenceUnits, amount) => {
    expect(hourlyCostOf(pricesOf(price), running({ minInferenceUnits }))).toEqual({
      amount,
      currencyCode: 'EUR',
    });
  });

  it('that scales by itself costs what its least units cost, which are certain', () => {
    const scaling = running({ minInferenceUnits: 2, maxInferenceUnits: 5 });
    expect(hourlyCostOf(BUILT_IN_PRICES, scaling)?.amount).toBe('8');
  });

  it('of which AWS tells no units has one at least', () => {
    expect(hourlyCostOf(BUILT_IN_PRICES, running({ minInferenceUnits: null }))?.amount).toBe('4');
  });

  test.each(MODEL_VERSION_STATUSES.filter((it) => it !== 'RUNNING'))('that is %s is not billed', (status) => {
    expect(hourlyCostOf(BUILT_IN_PRICES, running({ status }))).toBeNull();
  });

  it('in a region without a price has no cost', () => {
    expect(hourlyCostOf(BUILT_IN_PRICES, running({ arn: ELSEWHERE }))).toBeNull();
    expect(hourlyCostOf(pricesOf(null, '1'), running())).toBeNull();
  });
});

describe('an hour of several models', () => {
  it('is added before it is rounded', () => {
    const two = [running(), running({ name: 'v2', arn: aModelVersionArn('v2') })];
    expect(hourlyCostOfAll(pricesOf('0.00003'), two).hourly?.amount).toBe('0.0001');
  });

  it('costs nothing while nothing runs', () => {
    const nothing = { hourly: { amount: '0', currencyCode: 'EUR' }, isCostComplete: true };
    expect(hourlyCostOfAll(pricesOf(null), [])).toEqual(nothing);
    expect(hourlyCostOfAll(pricesOf('4'), [aModelVersion({ status: 'STARTING' })])).toEqual(nothing);
  });

  it('says if some of them have no price, and tells no sum if none has', () => {
    const some = hourlyCostOfAll(pricesOf('4'), [running(), running({ arn: ELSEWHERE })]);
    expect(some).toEqual({ hourly: { amount: '4', currencyCode: 'EUR' }, isCostComplete: false });
    expect(hourlyCostOfAll(pricesOf('4'), [running({ arn: ELSEWHERE })])).toEqual({
      hourly: null,
      isCostComplete: false,
    });
  });
});

describe('a training', () => {
  test.each([
    [3_600, '1.37', '1.37'],
    [1, '1', '0.0003'],
    [2, '1', '0.0006'],
    [1_800, '1.37', '0.685'],
    [0, '1', '0'],
    [86_399, '1.37', '32.8796'],
  ])('of %i s at %s an hour costs %s', (billableTrainingTimeInSeconds, price, amount) => {
    const version = aModelVersion({ billableTrainingTimeInSeconds });
    expect(trainingCostOf(pricesOf(null, price), version)).toEqual({ amount, currencyCode: 'EUR' });
  });

  it('has no cost before its end, in a region without a price, and on a copy', () => {
    const training = aModelVersion({ billableTrainingTimeInSeconds: null });
    expect(trainingCostOf(BUILT_IN_PRICES, training)).toBeNull();
    expect(trainingCostOf(BUILT_IN_PRICES, aModelVersion({ arn: ELSEWHERE }))).toBeNull();
    expect(trainingCostOf(pricesOf('4'), aModelVersion())).toBeNull();
    const copy = aModelVersion({ sourceModelVersionArn: aModelVersionArn('v0') });
    expect(trainingCostOf(BUILT_IN_PRICES, copy)).toBeNull();
  });
});
