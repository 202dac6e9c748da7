import type { ErrorCode } from '../../../../src/domain/errors.js';
import { isWorthRetrying, RetryBudget, retryDelayMs } from '../../../../src/upstream/governor/retry.js';
import { failure } from '../call-contexts.js';

describe('retry', () => {
  it.each<[ErrorCode, string, boolean]>([
    ['UPSTREAM_THROTTLED', 'DescribeProjects', true],
    ['UPSTREAM_THROTTLED', 'StartProjectVersion', true],
    ['UPSTREAM_UNAVAILABLE', 'DescribeProjects', true],
    ['UPSTREAM_UNAVAILABLE', 'GetObject', true],
    ['UPSTREAM_UNAVAILABLE', 'StartProjectVersion', false],
    ['UPSTREAM_ACCESS_DENIED', 'DescribeProjects', false],
    ['QUOTA_EXCEEDED', 'StartProjectVersion', false],
    ['IN_USE', 'StartProjectVersion', false],
    ['NOT_FOUND', 'DescribeProjects', false],
  ])('after %s of %s: %s', (code, operation, isWorth) => {
    expect(isWorthRetrying(failure(code), operation, 1)).toBe(isWorth);
  });

  it('ends with the fifth attempt', () => {
    expect(isWorthRetrying(failure('UPSTREAM_THROTTLED'), 'DescribeProjects', 4)).toBe(true);
    expect(isWorthRetrying(failure('UPSTREAM_THROTTLED'), 'DescribeProjects', 5)).toBe(false);
  });

  it.each([
    [1, 0, 0],
    [1, 0.5, 100],
    [2, 0.5, 200],
    [4, 0.5, 800],
    [9, 0.5, 2500],
  ])('number %s waits a random share (%s) of its bound: %s ms', (attempt, random, ms) => {
    expect(retryDelayMs(attempt, random)).toBe(ms);
  });

  it('has a reserve of ten, and then one for five calls', () => {
    const budget = new RetryBudget();
    const withdrawn = () => [...Array(20)].filter(() => budget.withdraw()).length;
    expect(withdrawn()).toBe(10);
    for (let i = 0; i < 15; i += 1) budget.deposit();
    expect(withdrawn()).toBe(3);
  });

  it('saves no more than the reserve in good times', () => {
    const budget = new RetryBudget();
    for (let i = 0; i < 1000; i += 1) budget.deposit();
    expect([...Array(20)].filter(() => budget.withdraw())).toHaveLength(10);
  });
});
