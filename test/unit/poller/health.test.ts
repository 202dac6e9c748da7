import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/log.js';
import { createHealth } from '../../../src/poller/health.js';
import { createMemory } from '../../../src/poller/memory.js';
import { aProjectArn, HERE } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const START_MS = 1_000_000;
const MOST = 1;

function aHealth() {
  const clock = createTestClock(START_MS);
  const health = createHealth(HERE, { clock, log: silentLog, random: () => MOST });
  const memory = (name: string) =>
    createMemory({ kind: 'versions', projectArn: aProjectArn(name) }, START_MS, 0);
  const error = (code: ErrorCode) => new GatewayError(code, 'No.');
  return { clock, health, cats: memory('cats'), dogs: memory('dogs'), error };
}

describe('After failures', () => {
  it('one project that fails waits alone', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, START_MS, error('UPSTREAM_UNAVAILABLE'));
    expect([health.isProbing(), cats.notBefore]).toEqual([false, START_MS + 1_000]);
  });

  it('a throttle stops the whole account', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, START_MS, error('UPSTREAM_THROTTLED'));
    expect([health.isProbing(), health.pausedUntil()]).toEqual([true, START_MS + 1_000]);
  });

  it('a second failure without a success between stops the whole account', async () => {
    const { clock, health, cats, dogs, error } = aHealth();
    health.failed(cats, START_MS, error('UPSTREAM_UNAVAILABLE'));
    await clock.advance(500);
    health.failed(dogs, START_MS + 400, error('UPSTREAM_UNAVAILABLE'));
    expect(health.pausedUntil()).toBe(START_MS + 2_500);
  });

  it('those that were under way together count as one', async () => {
    const { clock, health, cats, dogs, error } = aHealth();
    await clock.advance(500);
    health.failed(cats, START_MS, error('UPSTREAM_UNAVAILABLE'));
    health.failed(dogs, START_MS, error('UPSTREAM_UNAVAILABLE'));
    expect(health.isProbing()).toBe(false);
  });

  it('a defect is no reason to stop the account', async () => {
    const { clock, health, cats, dogs } = aHealth();
    health.failed(cats, START_MS, new TypeError('no'));
    await clock.advance(500);
    health.failed(dogs, START_MS + 400, new TypeError('no'));
    expect([health.isProbing(), health.failing()]).toEqual([false, 2]);
  });

  it('only a success that began later ends the pause', async () => {
    const { clock, health, cats, dogs, error } = aHealth();
    await clock.advance(500);
    health.failed(cats, START_MS, error('UPSTREAM_THROTTLED'));
    health.succeeded(dogs, START_MS + 100);
    expect(health.isProbing()).toBe(true);
    health.succeeded(dogs, START_MS + 600);
    expect([health.isProbing(), health.pausedUntil(), health.lastSuccessAt()]).toEqual([
      false,
      0,
      START_MS + 600,
    ]);
  });

  it('what is gone fails no more', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, START_MS, error('UPSTREAM_UNAVAILABLE'));
    health.forget(cats);
    expect(health.failing()).toBe(0);
  });
});

describe('Refused credentials', () => {
  it('are a refusal only until a look has succeeded', () => {
    const { health, cats, error } = aHealth();
    expect(health.isRefused()).toBe(false);
    health.failed(cats, START_MS, error('UPSTREAM_ACCESS_DENIED'));
    expect(health.isRefused()).toBe(true);
    health.succeeded(cats, START_MS + 1);
    health.failed(cats, START_MS + 2, error('UPSTREAM_ACCESS_DENIED'));
    expect(health.isRefused()).toBe(false);
  });

  it('are not told from one outage', () => {
    const { health, cats, error } = aHealth();
    health.failed(cats, START_MS, error('UPSTREAM_ACCESS_DENIED'));
    health.failed(cats, START_MS + 1, error('UPSTREAM_UNAVAILABLE'));
    expect(health.isRefused()).toBe(false);
  });
});
