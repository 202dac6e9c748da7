import { HERE } from '../../support/builders.js';
import { addProjects, createPolling, MINUTE_MS } from './polling.js';

const THERE = { accountId: '210987654321', region: 'eu-west-1' };

describe('The poller', () => {
  it('takes stock after the start, then follows what is on its way', async () => {
    const { clock, upstream, catalog, poller } = createPolling();
    const { arn } = upstream.addProject({ name: 'cats' });
    const version = upstream.addVersion(arn, { name: 'v1', status: 'STARTING' });
    poller.start();
    await clock.advance(5_000);
    expect(catalog.versions(arn)?.values.map((it) => it.status)).toEqual(['STARTING']);
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(2_000);
    expect(catalog.version(arn, 'v1')?.value?.status).toBe('RUNNING');
    await poller.stop();
  });

  it('takes stock of a hundred projects within a minute, of those with a subscriber first', async () => {
    const { clock, upstream, catalog, poller } = createPolling();
    const projects = addProjects(upstream, 100);
    const last = projects.slice(-3);
    poller.watch(last.map((it) => it.arn));
    poller.start();
    await clock.advance(8_000);
    expect(last.map((it) => catalog.versions(it.arn)?.values.length)).toEqual([1, 1, 1]);
    await clock.advance(MINUTE_MS - 8_000);
    expect(projects.filter((it) => catalog.versions(it.arn) === undefined)).toEqual([]);
    await poller.stop();
  });

  it('does nothing before its start', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling();
    const project = upstream.addProject();
    const { arn } = upstream.addVersion(project.arn);
    const calls = await callsDuring(async () => {
      poller.watch('all');
      poller.invalidate(project.arn, arn);
      await clock.advance(MINUTE_MS);
    });
    expect(calls).toEqual([]);
  });

  it('ends with the refreshes under way, and nothing comes after', async () => {
    const { clock, upstream, catalog, poller, callsDuring } = createPolling();
    const [project] = addProjects(upstream, 1, 'STARTING');
    if (!project) throw new Error('no project');
    upstream.delayMs = () => 400;
    poller.start();
    await clock.advance(800);
    expect(poller.status().inFlight).toBe(1);
    let isStopped = false;
    const stopped = poller.stop().then(() => {
      isStopped = true;
    });
    await clock.advance(50);
    expect(isStopped).toBe(false);
    const calls = await callsDuring(() => clock.advance(MINUTE_MS));
    await stopped;
    expect([calls, poller.status().inFlight]).toEqual([[], 0]);
    expect(catalog.versions(project.arn)?.values.length).toBe(1);
  });

  it('leaves alone what another instance polls, and takes over when it may', async () => {
    let isHolder = false;
    const lease = { isHolder: () => isHolder, fencingToken: () => undefined };
    const { clock, upstream, poller, callsDuring } = createPolling({ leaseOf: () => lease });
    addProjects(upstream, 1, 'STARTING');
    poller.start();
    expect(await callsDuring(() => clock.advance(MINUTE_MS))).toEqual([]);
    isHolder = true;
    expect((await callsDuring(() => clock.advance(MINUTE_MS))).length).toBeGreaterThan(20);
    await poller.stop();
  });

  it('calls at its own priority, with a deadline, and counts each refresh for itself', async () => {
    const { clock, upstream, poller } = createPolling();
    addProjects(upstream, 2);
    poller.start();
    await clock.advance(5_000);
    expect(
      upstream.calls.map(({ callContext }) => [
        callContext.priority,
        callContext.requestId,
        callContext.cost.calls,
      ]),
    ).toEqual([
      ['poller', 'poll-1', 1],
      ['poller', 'poll-2', 1],
      ['poller', 'poll-3', 1],
    ]);
    for (const { callContext, startedAt } of upstream.calls)
      expect(callContext.deadlineAt - startedAt).toBe(15_000);
    await poller.stop();
  });

  it('reports of each account when it was last refreshed', async () => {
    const { clock, upstream, poller } = createPolling({ accounts: [HERE, THERE] });
    addProjects(upstream, 1, 'STARTING');
    const untouched = { lagMs: 0, inFlight: 0, lastSuccessAt: null, failing: 0 };
    const unplanned = { isRefused: false, isMine: true, plannedAt: null };
    const accounts = [HERE, THERE].map((at) => ({ ...at, ...untouched, ...unplanned }));
    expect(poller.status()).toEqual({ lagMs: 0, inFlight: 0, accounts });
    const startedAt = clock.now();
    poller.start();
    await clock.advance(5_000);
    expect(poller.status().accounts.map((it) => it.lastSuccessAt)).toEqual([startedAt + 4_500, startedAt]);
    await poller.stop();
  });
});
