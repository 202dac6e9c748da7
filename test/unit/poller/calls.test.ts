import { addProjects, createPolling, HOUR_MS, MINUTE_MS } from './polling.js';

const START_MS = 2 * MINUTE_MS;

describe('Calls to AWS', () => {
  it.each([
    [1, 'TRAINING_COMPLETED'],
    [1, 'RUNNING'],
    [20, 'TRAINING_COMPLETED'],
    [20, 'RUNNING'],
  ] as const)('idle: at most one a minute for each of %i projects that are %s', async (count, status) => {
    const { clock, upstream, poller, callsDuring } = createPolling({ random: Math.random });
    addProjects(upstream, count, status);
    poller.start();
    await clock.advance(START_MS);
    for (let minute = 0; minute < 60; minute++) {
      const calls = await callsDuring(() => clock.advance(MINUTE_MS));
      expect(calls.length).toBeLessThanOrEqual(count);
    }
    const perHour = upstream.calls.filter((it) => it.startedAt > clock.now() - HOUR_MS).length;
    expect(perHour).toBeLessThanOrEqual(60 * count);
    await poller.stop();
  });

  it('with nothing to refresh: only the list of projects', async () => {
    const { clock, poller, callsDuring } = createPolling();
    poller.start();
    const calls = await callsDuring(() => clock.advance(HOUR_MS));
    expect(new Set(calls.map((it) => it.method))).toEqual(new Set(['listProjects']));
    expect(calls.length).toBeLessThanOrEqual(25);
    await poller.stop();
  });

  it('a thousand subscribers to a project cost no more than one', async () => {
    const callsWith = async (watchers: number) => {
      const { clock, upstream, poller, callsDuring } = createPolling();
      const [project] = addProjects(upstream, 1, 'RUNNING');
      poller.start();
      await clock.advance(START_MS);
      const ends = Array.from({ length: watchers }, () =>
        poller.watch([project?.arn].filter((it) => it !== undefined)),
      );
      const calls = await callsDuring(() => clock.advance(10 * MINUTE_MS));
      for (const end of ends) end();
      await poller.stop();
      return calls.length;
    };
    expect(await callsWith(1_000)).toBe(await callsWith(1));
  });

  it('a subscriber raises the rate of its project, and its end lowers it again', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling();
    const [cats, dogs] = addProjects(upstream, 2);
    if (!cats || !dogs) throw new Error('no projects');
    poller.start();
    await clock.advance(START_MS);
    const listsOf = async (arn: string) =>
      (await callsDuring(() => clock.advance(10 * MINUTE_MS))).filter((it) => it.target === arn).length;
    const end = poller.watch([cats.arn]);
    const alsoEnds = poller.watch([cats.arn]);
    end();
    end();
    expect(await listsOf(cats.arn)).toBe(121); // one at once, then every 5 s
    alsoEnds();
    await clock.advance(5 * MINUTE_MS);
    expect(await listsOf(cats.arn)).toBe(2);
    poller.watch('all');
    await clock.advance(MINUTE_MS);
    expect(await listsOf(dogs.arn)).toBe(60); // every 10 s
    await poller.stop();
  });

  it('a reader raises the rate for a minute', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling();
    const [cats] = addProjects(upstream, 1);
    if (!cats) throw new Error('no project');
    poller.start();
    await clock.advance(START_MS);
    poller.noteRead(cats.arn);
    expect((await callsDuring(() => clock.advance(MINUTE_MS))).length).toBe(7); // one at once, then every 10 s
    expect((await callsDuring(() => clock.advance(MINUTE_MS))).length).toBeLessThanOrEqual(1);
    await poller.stop();
  });

  it('a hundred projects, all subscribed to: at most two a second, and all get their turn', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling({ random: Math.random });
    const projects = addProjects(upstream, 100, 'RUNNING');
    poller.watch(projects.map((it) => it.arn));
    poller.start();
    await clock.advance(START_MS);
    const calls = await callsDuring(() => clock.advance(3 * MINUTE_MS));
    expect(calls.length).toBeLessThanOrEqual(2 * 180 + 1);
    const counts = projects.map(({ arn }) => calls.filter((it) => it.target === arn).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
    for (const second of Array.from({ length: 180 }, (_, i) => clock.now() - (i + 1) * 1_000)) {
      const inSecond = calls.filter((it) => it.startedAt >= second && it.startedAt < second + 1_000);
      expect(inSecond.length).toBeLessThanOrEqual(2);
    }
    await poller.stop();
  });

  it('heeds a lower rate', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling();
    const at = upstream.accounts[0];
    if (!at) throw new Error('no account');
    const operation = 'DescribeProjectVersions';
    upstream.budgetRows = [{ ...at, operation, limitPerSecond: 1, available: 1, throttledLastMinute: 0 }];
    addProjects(upstream, 50);
    poller.watch('all');
    poller.start();
    await clock.advance(START_MS);
    const calls = await callsDuring(() => clock.advance(10 * MINUTE_MS));
    expect(calls.length).toBeLessThanOrEqual(0.4 * 600 + 1);
    await poller.stop();
  });

  it('in transition: one call for each interval and project, whatever the number of versions up to ten', async () => {
    const { clock, upstream, poller, callsDuring } = createPolling();
    const { arn } = upstream.addProject();
    for (let i = 0; i < 10; i++) upstream.addVersion(arn, { name: `v${i}`, status: 'TRAINING_IN_PROGRESS' });
    poller.start();
    await clock.advance(5_000);
    const calls = await callsDuring(() => clock.advance(MINUTE_MS));
    expect(calls.filter((it) => it.target === arn).length).toBe(30);
    await poller.stop();
  });

  it('what another has refreshed need not be refreshed again', async () => {
    const { clock, upstream, catalog, poller, callsDuring } = createPolling();
    const { arn } = upstream.addProject();
    const version = upstream.addVersion(arn, { status: 'STARTING' });
    poller.start();
    await clock.advance(5_000);
    const calls = await callsDuring(async () => {
      for (let i = 0; i < 20; i++) {
        const startedAt = clock.now();
        await catalog.observe({
          kind: 'versions',
          projectArn: arn,
          scope: 'all',
          versions: [version],
          startedAt,
        });
        await clock.advance(1_000);
      }
    });
    expect(calls).toEqual([]);
    await poller.stop();
  });
});
