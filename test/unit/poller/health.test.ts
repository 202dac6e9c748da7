import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/log.js';
import { Health } from '../../../src/poller/health.js';
import { createTargetState } from '../../../src/poller/target-state.js';
import { aProjectArn, HERE } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const START_MS = 1_000_000;
const MOST = 1;
/** In all. */
const TARGETS = 3;

function aHealth() {
  const clock = createTestClock(START_MS);
  const health = new Health(HERE, { clock, log: silentLog, random: () => MOST });
  const state = (name: string) =>
    createTargetState({ kind: 'versions', projectArn: aProjectArn(name) }, START_MS, 0);
  const error = (code: ErrorCode) => new GatewayError(code, 'No.');
  return { clock, health, cats: state('cats'), dogs: state('dogs'), error };
}

describe('After failures', () => {
  it('one project that fails waits alone', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_UNAVAILABLE') }, TARGETS);
    expect([health.isProbing, cats.notBefore]).toEqual([false, START_MS + 1_000]);
  });

  it('a throttle stops the whole account', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_THROTTLED') }, TARGETS);
    expect([health.isProbing, health.pausedUntil]).toEqual([true, START_MS + 1_000]);
  });

  it('credentials that AWS does not know stop the whole account', () => {
    const { health, cats } = aHealth();
    const error = new GatewayError('UPSTREAM_ACCESS_DENIED', 'No.', { isOfCredentials: true });
    health.failed(cats, { startedAt: START_MS, error }, TARGETS);
    expect([health.isProbing, health.pausedUntil]).toEqual([true, START_MS + 60_000]);
  });

  it.each<ErrorCode>(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_ACCESS_DENIED', 'UPSTREAM_FAILED'])(
    'most of the targets without a success between stop the whole account for a second: %s',
    async (code) => {
      const { clock, health, cats, dogs, error } = aHealth();
      health.failed(cats, { startedAt: START_MS, error: error(code) }, TARGETS);
      health.failed(cats, { startedAt: START_MS, error: error(code) }, TARGETS);
      expect(health.isProbing).toBe(false);
      await clock.advance(500);
      health.failed(dogs, { startedAt: START_MS, error: error(code) }, TARGETS);
      expect(health.pausedUntil).toBe(START_MS + 1_500);
    },
  );

  it('a success between shows that the account is well', () => {
    const { health, cats, dogs, error } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_ACCESS_DENIED') }, TARGETS);
    health.succeeded(dogs, START_MS);
    health.failed(dogs, { startedAt: START_MS, error: error('UPSTREAM_ACCESS_DENIED') }, TARGETS);
    expect([health.isProbing, health.failing]).toEqual([false, 2]);
  });

  it('those that were under way together are one reason to pause', async () => {
    const { clock, health, cats, dogs, error } = aHealth();
    await clock.advance(500);
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_THROTTLED') }, TARGETS);
    health.failed(dogs, { startedAt: START_MS, error: error('UPSTREAM_THROTTLED') }, TARGETS);
    expect(health.pausedUntil).toBe(START_MS + 1_500);
  });

  it('a call that was never sent is no reason to stop the account', () => {
    const { health, cats } = aHealth();
    const error = new GatewayError('UPSTREAM_THROTTLED', 'No.', { isUnsent: true });
    health.failed(cats, { startedAt: START_MS, error }, 1);
    expect(health.isProbing).toBe(false);
  });

  it('a defect is no reason to stop the account', async () => {
    const { clock, health, cats, dogs } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: new TypeError('no') }, TARGETS);
    await clock.advance(500);
    health.failed(dogs, { startedAt: START_MS + 400, error: new TypeError('no') }, TARGETS);
    expect([health.isProbing, health.failing]).toEqual([false, 2]);
  });

  it('only a success that began later ends the pause', async () => {
    const { clock, health, cats, dogs, error } = aHealth();
    await clock.advance(500);
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_THROTTLED') }, TARGETS);
    health.succeeded(dogs, START_MS + 100);
    expect(health.isProbing).toBe(true);
    health.succeeded(dogs, START_MS + 600);
    expect([health.isProbing, health.pausedUntil, health.lastSuccessAt]).toEqual([false, 0, START_MS + 600]);
  });

  it('what is gone fails no more', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_UNAVAILABLE') }, TARGETS);
    health.forget(cats);
    expect(health.failing).toBe(0);
  });
});

describe('Refused credentials', () => {
  it('are a refusal only until a refresh has succeeded', () => {
    const { health, cats, error } = aHealth();
    expect(health.isRefused).toBe(false);
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_ACCESS_DENIED') }, TARGETS);
    expect(health.isRefused).toBe(true);
    health.succeeded(cats, START_MS + 1);
    health.failed(cats, { startedAt: START_MS + 2, error: error('UPSTREAM_ACCESS_DENIED') }, TARGETS);
    expect(health.isRefused).toBe(false);
  });

  it('count as one outage', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, { startedAt: START_MS, error: error('UPSTREAM_ACCESS_DENIED') }, TARGETS);
    health.failed(cats, { startedAt: START_MS + 1, error: error('UPSTREAM_UNAVAILABLE') }, TARGETS);
    expect(health.isRefused).toBe(false);
  });
});
