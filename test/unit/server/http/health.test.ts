import { credentialsAreRefused, livez, pollerIsStuck, readyz } from '../../../../src/server/http/health.js';
import { HERE } from '../../../support/builders.js';
import { createTestClock } from '../../../support/test-clock.js';

const THERE = { accountId: '111122223333', region: 'eu-west-1' };
const FINE = { ...HERE, plannedAt: null, isRefused: false };

describe('Liveness', () => {
  it('is lost when the poller has made no plan for a minute, and comes back with the next plan', async () => {
    const clock = createTestClock();
    let plannedAt = clock.now();
    const checks = [pollerIsStuck(() => [{ ...FINE, plannedAt }], clock)];
    await clock.advance(60_000);
    expect(livez(checks).status).toBe(200);
    await clock.advance(1);
    const { status, body } = livez(checks);
    expect([status, JSON.parse(String(body))]).toEqual([
      503,
      { status: 'not well', wrong: ['the poller is stuck: 123456789012 in us-east-1'] },
    ]);
    plannedAt = clock.now();
    expect(livez(checks).status).toBe(200);
  });

  it('does not require plans before the first, nor success', () => {
    const clock = createTestClock();
    expect(livez([pollerIsStuck(() => [{ ...FINE, isRefused: true }], clock)]).status).toBe(200);
  });
});

describe('Readiness', () => {
  it('names each account and region with credentials that AWS has refused from the start', () => {
    const checks = [credentialsAreRefused(() => [FINE, { ...THERE, plannedAt: 1, isRefused: true }])];
    const { status, body } = readyz(checks, []);
    const notReady = [`AWS refuses the gateway's credentials: ${THERE.accountId} in ${THERE.region}`];
    expect([status, JSON.parse(String(body))]).toEqual([
      503,
      { status: 'not ready', notReady, degraded: [] },
    ]);
  });

  it('is there when nothing is wrong', () => {
    const { status, body } = readyz([credentialsAreRefused(() => [FINE])], []);
    expect([status, JSON.parse(String(body))]).toEqual([200, { status: 'ok', notReady: [], degraded: [] }]);
  });

  it('is ready, and reports it, while something works less well than it should', () => {
    const { status, body } = readyz([], [() => 'redis: this instance goes on alone', () => null]);
    const degraded = ['redis: this instance goes on alone'];
    expect([status, JSON.parse(String(body))]).toEqual([200, { status: 'ok', notReady: [], degraded }]);
  });
});
