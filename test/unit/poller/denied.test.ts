import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import { anOutage } from '../../support/fake-upstream.js';
import { createRandom } from '../../support/random.js';
import { addProjects, createPolling, MINUTE_MS } from './polling.js';

const PROJECTS = 20;
/** Healthy projects that subscribers name. */
const NAMED = 5;
const TOLD_WITHIN_MS = 10_000;
/** As long as the poller waits for an answer. */
const HANGS_MS = 15_000;

describe('Projects that fail keep no other from being refreshed in time', () => {
  it.each<[failing: number, code: ErrorCode]>([
    [2, 'UPSTREAM_ACCESS_DENIED'],
    [10, 'UPSTREAM_ACCESS_DENIED'],
    [15, 'UPSTREAM_ACCESS_DENIED'],
    [2, 'UPSTREAM_UNAVAILABLE'],
    [10, 'UPSTREAM_UNAVAILABLE'],
    [10, 'UPSTREAM_FAILED'],
  ])('%i of 20: %s', async (failing, code) => {
    const random = createRandom(failing);
    const { clock, upstream, poller, catalog } = createPolling({ random, pollIntervalMs: 1_000 });
    const projects = addProjects(upstream, PROJECTS);
    const isFailing = new Set<string>(projects.slice(0, failing).map((it) => it.arn));
    upstream.failure = ({ target }) => (isFailing.has(target) ? new GatewayError(code, 'No.') : null);
    const named = projects.slice(-NAMED);
    poller.watch(named.map((it) => it.arn));
    poller.start();
    await clock.advance(MINUTE_MS);

    for (const { arn } of named) {
      for (const status of ['STARTING', 'RUNNING'] as const) {
        const [version] = upstream.worldOf(arn);
        if (!version) throw new Error('no version');
        upstream.setStatus(version.arn, status);
        await clock.advance(TOLD_WITHIN_MS);
        expect(catalog.version(arn, version.name)?.value?.status).toBe(status);
      }
    }
    await poller.stop();
  });

  it.each([2, 10])('%i of 20 hang', async (hanging) => {
    const random = createRandom(hanging);
    const { clock, upstream, poller, catalog } = createPolling({ random, pollIntervalMs: 1_000 });
    const projects = addProjects(upstream, PROJECTS);
    const isHanging = new Set<string>(projects.slice(0, hanging).map((it) => it.arn));
    upstream.delayMs = ({ target }) => (isHanging.has(target) ? HANGS_MS : 0);
    upstream.failure = ({ target }) => (isHanging.has(target) ? anOutage() : null);
    const named = projects.slice(-NAMED);
    poller.watch(named.map((it) => it.arn));
    poller.start();
    await clock.advance(5_000);

    for (const { arn } of [...named, ...named, ...named]) {
      const [version] = upstream.worldOf(arn);
      if (!version) throw new Error('no version');
      const status = version.status === 'RUNNING' ? 'STOPPED' : 'RUNNING';
      upstream.setStatus(version.arn, status);
      await clock.advance(TOLD_WITHIN_MS);
      expect(catalog.version(arn, version.name)?.value?.status).toBe(status);
    }
    await Promise.all([poller.stop(), clock.advance(HANGS_MS)]);
  });

  it('and are refreshed again when they are well', async () => {
    const { clock, upstream, poller, catalog } = createPolling({ random: createRandom(1) });
    const [denied] = addProjects(upstream, PROJECTS);
    if (!denied) throw new Error('no project');
    upstream.failure = ({ target }) =>
      target === denied.arn ? new GatewayError('UPSTREAM_ACCESS_DENIED', 'No.') : null;
    poller.watch('all');
    poller.start();
    await clock.advance(10 * MINUTE_MS);
    expect(catalog.versions(denied.arn)).toBeUndefined();
    upstream.failure = () => null;
    await clock.advance(5 * MINUTE_MS);
    expect(catalog.versions(denied.arn)?.values).toHaveLength(1);
    await poller.stop();
  });
});
