import { accountRegionKey, accountRegionOf } from '../../../src/domain/arn.js';
import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import { type Log, silentLog } from '../../../src/log.js';
import { HERE } from '../../support/builders.js';
import type { FakeCall } from '../../support/fake-upstream.js';
import { addProjects, createPolling, MINUTE_MS } from './polling.js';

const failing = (code: ErrorCode) => () => new GatewayError(code, 'No.');

function recordingLog(): { lines: string[]; log: Log } {
  const lines: string[] = [];
  const note = (level: string) => (_: unknown, message?: string) => void lines.push(`${level}: ${message}`);
  return { lines, log: { ...silentLog, info: note('info'), warn: note('warn'), error: note('error') } };
}

describe('While AWS does not answer', () => {
  it.each<[string, ErrorCode, number]>([
    ['throttled', 'UPSTREAM_THROTTLED', 45],
    ['failing', 'UPSTREAM_UNAVAILABLE', 45],
    ['refusing', 'UPSTREAM_ACCESS_DENIED', 10],
    ['without the operation', 'UPSTREAM_FAILED', 10],
  ])('%s: few calls, no false event, and the final state afterwards', async (_, code, mostCalls) => {
    const { clock, upstream, poller, callsDuring, changes } = createPolling({ random: Math.random });
    const { arn } = upstream.addProject();
    const moving = upstream.addVersion(arn, { name: 'v1', status: 'STARTING' });
    const leaving = upstream.addVersion(arn, { name: 'v2', status: 'DELETING' });
    poller.watch('all');
    poller.start();
    await clock.advance(MINUTE_MS);
    upstream.failure = failing(code);
    upstream.setStatus(moving.arn, 'RUNNING');
    const calls = await callsDuring(() => clock.advance(5 * MINUTE_MS));
    expect(calls.length).toBeLessThanOrEqual(mostCalls);
    expect(await changes()).toEqual([]);
    expect(poller.status().lagMs).toBeGreaterThan(4 * MINUTE_MS);
    upstream.failure = () => null;
    upstream.setStatus(leaving.arn, null);
    await clock.advance(5 * MINUTE_MS);
    expect((await changes()).map((it) => it.status).sort()).toEqual(['RUNNING', null]);
    expect(poller.status()).toMatchObject({ lagMs: 0, accounts: [{ failing: 0 }] });
    await poller.stop();
  });

  it('logs it once, and once when it is over', async () => {
    const { lines, log } = recordingLog();
    const { clock, upstream, poller } = createPolling({ log });
    addProjects(upstream, 10);
    poller.watch('all');
    poller.start();
    await clock.advance(MINUTE_MS);
    lines.length = 0; // the first inventory is told of
    upstream.failure = failing('UPSTREAM_ACCESS_DENIED');
    await clock.advance(10 * MINUTE_MS);
    expect(lines).toEqual(['warn: poller: refreshes are failing']);
    upstream.failure = () => null;
    await clock.advance(10 * MINUTE_MS);
    expect(lines).toEqual([
      'warn: poller: refreshes are failing',
      'info: poller: every refresh succeeds again',
    ]);
    await poller.stop();
  });

  it('recovers one refresh at a time, then at the usual pace', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling({ random: Math.random });
    addProjects(upstream, 100, 'STARTING');
    poller.watch('all');
    poller.start();
    await clock.advance(2 * MINUTE_MS);
    upstream.failure = failing('UPSTREAM_THROTTLED');
    await clock.advance(MINUTE_MS);
    upstream.failure = () => null;
    const calls = await callsDuring(() => clock.advance(MINUTE_MS));
    expect(calls.length).toBeGreaterThan(60);
    for (const { startedAt } of calls)
      expect(
        calls.filter((it) => it.startedAt >= startedAt && it.startedAt < startedAt + 1_000).length,
      ).toBeLessThanOrEqual(5);
    await poller.stop();
  });

  it('slow: refreshes do not pile up, and nothing is missed', async () => {
    const { clock, upstream, poller, callsDuring, changes } = createPolling();
    const { arn } = upstream.addProject();
    const version = upstream.addVersion(arn, { status: 'STARTING' });
    poller.start();
    await clock.advance(5_000);
    upstream.delayMs = () => 9_000;
    const calls = await callsDuring(() => clock.advance(30_000));
    expect(calls.length).toBeLessThanOrEqual(4);
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(20_000);
    expect((await changes()).map((it) => it.status)).toEqual(['RUNNING']);
    await poller.stop();
  });
});

describe('One that fails', () => {
  const isFor = (arn: string) => (call: FakeCall) =>
    call.target === arn ? new GatewayError('UPSTREAM_UNAVAILABLE', 'No.') : null;

  it('does not keep the other projects from being refreshed in time', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling({ random: Math.random });
    const [bad, good] = addProjects(upstream, 2, 'STARTING');
    if (!bad || !good) throw new Error('no projects');
    poller.start();
    await clock.advance(5_000);
    upstream.failure = isFor(bad.arn);
    const calls = await callsDuring(() => clock.advance(5 * MINUTE_MS));
    expect(calls.filter((it) => it.target === good.arn).length).toBeGreaterThanOrEqual(149);
    expect(calls.filter((it) => it.target === bad.arn).length).toBeLessThanOrEqual(45);
    expect(poller.status().accounts[0]?.failing).toBe(1);
    await poller.stop();
  });

  it.each([
    ['a defect', () => new TypeError('x is not a function')],
    ['something thrown that is no error', () => 'no' as unknown as Error],
  ])('with %s is tried again later', async (_, failure) => {
    const { clock, upstream, catalog, poller } = createPolling();
    const [project] = addProjects(upstream, 1);
    if (!project) throw new Error('no project');
    upstream.failure = failure;
    poller.start();
    await clock.advance(10_000);
    upstream.failure = () => null;
    await clock.advance(20_000);
    expect(catalog.versions(project.arn)).toBeDefined();
    await poller.stop();
  });

  it('account leaves the others alone', async () => {
    const there = { accountId: '210987654321', region: 'eu-west-1' };
    const { clock, upstream, poller, callsDuring } = createPolling({ accounts: [HERE, there] });
    upstream.addVersion(upstream.addProject().arn, { status: 'STARTING' });
    poller.start();
    await clock.advance(5_000);
    upstream.failure = ({ target }) =>
      target === accountRegionKey(there) ? failing('UPSTREAM_ACCESS_DENIED')() : null;
    const calls = await callsDuring(() => clock.advance(10 * MINUTE_MS));
    const here = calls.filter(
      ({ target }) =>
        target.startsWith('arn:') &&
        accountRegionKey(accountRegionOf(target as never)) === accountRegionKey(HERE),
    );
    expect(here.length).toBeGreaterThanOrEqual(299);
    expect(poller.status().accounts.map((it) => it.failing)).toEqual([0, 1]);
    await poller.stop();
  });

  it('because its project is gone is let go', async () => {
    const { clock, upstream, poller, changes, callsDuring } = createPolling();
    const [project] = addProjects(upstream, 1, 'STARTING');
    if (!project) throw new Error('no project');
    poller.start();
    await clock.advance(5_000);
    upstream.removeProject(project.arn);
    await clock.advance(2_000);
    expect((await changes()).map((it) => it.status)).toEqual([null]);
    const calls = await callsDuring(() => clock.advance(5 * MINUTE_MS));
    expect(calls.filter((it) => it.target === project.arn)).toEqual([]);
    await poller.stop();
  });
});
