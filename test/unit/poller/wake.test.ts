import type { ModelVersion } from '../../../src/domain/model.js';
import { aModelVersion } from '../../support/builders.js';
import { anOutage } from '../../support/fake-upstream.js';
import { createPolling, MINUTE_MS, type Polling } from './polling.js';

/** A poller that has taken stock of one project with one version that is trained. */
async function settled(): Promise<Polling & { readonly version: ModelVersion }> {
  const polling = createPolling();
  const { arn } = polling.upstream.addProject({ name: 'cats' });
  const version = polling.upstream.addVersion(arn);
  polling.poller.start();
  await polling.clock.advance(MINUTE_MS);
  return { ...polling, version };
}

/** What the services do: change it at AWS, tell the catalog of the answer, wake the poller. */
async function mutate(
  { upstream, catalog, clock, poller }: Polling,
  version: ModelVersion,
  status: ModelVersion['status'],
) {
  upstream.setStatus(version.arn, status);
  await catalog.observe({ kind: 'version-answer', version: { ...version, status }, startedAt: clock.now() });
  poller.invalidate(version.projectArn, version.arn);
}

describe('A version that a mutation touched', () => {
  it('is refreshed by name at once, then at every interval until it has settled', async () => {
    const polling = await settled();
    const { clock, upstream, version, callsDuring } = polling;
    await mutate(polling, version, 'STARTING');
    const startedAt = clock.now();
    const calls = await callsDuring(async () => {
      await clock.advance(5_000);
      upstream.setStatus(version.arn, 'RUNNING');
      await clock.advance(20_000);
    });
    expect(calls.map((it) => [it.names, it.startedAt - startedAt])).toEqual([
      [['v1'], 0],
      [['v1'], 2_000],
      [['v1'], 4_000],
      [['v1'], 6_000],
    ]);
    expect((await polling.changes()).map((it) => it.status)).toEqual(['STARTING', 'RUNNING']);
    await polling.poller.stop();
  });

  it('is refreshed until it is gone', async () => {
    const polling = await settled();
    await mutate(polling, polling.version, 'DELETING');
    await polling.clock.advance(7_000);
    polling.upstream.setStatus(polling.version.arn, null);
    await polling.clock.advance(2_000);
    expect((await polling.changes()).map((it) => it.status)).toEqual(['DELETING', null]);
    await polling.poller.stop();
  });

  it('is refreshed again when the mutation came while a refresh was under way', async () => {
    const polling = await settled();
    const { clock, upstream, version } = polling;
    upstream.delayMs = () => 1_500;
    await mutate(polling, version, 'STARTING');
    await clock.advance(1_000);
    await mutate(polling, version, 'STOPPING');
    await clock.advance(20);
    const [first, second] = upstream.calls.slice(-2);
    expect([first?.names, second?.names]).toEqual([['v1'], ['v1']]);
    expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeLessThanOrEqual(1_020);
    await clock.advance(10_000);
    expect((await polling.changes()).map((it) => it.status)).toEqual(['STARTING', 'STOPPING']);
    const stopped = polling.poller.stop();
    await clock.advance(2_000);
    await stopped;
  });

  it('is found in a project that no list has shown yet', async () => {
    const polling = await settled();
    const { clock, upstream, catalog } = polling;
    const { arn } = upstream.addProject({ name: 'new' });
    const version = upstream.addVersion(arn, { name: 'v9', status: 'STARTING' });
    polling.poller.invalidate(arn, version.arn);
    await clock.advance(10);
    expect(catalog.version(arn, 'v9')?.value?.status).toBe('STARTING');
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(2_000);
    expect(catalog.version(arn, 'v9')?.value?.status).toBe('RUNNING');
    await polling.poller.stop();
  });

  it('is refreshed again after a refresh that failed', async () => {
    const polling = await settled();
    const { clock, upstream, version } = polling;
    upstream.failure = () => anOutage();
    await mutate(polling, version, 'STARTING');
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(500);
    upstream.failure = () => null;
    await clock.advance(1_000);
    expect((await polling.changes()).map((it) => it.status)).toEqual(['STARTING', 'RUNNING']);
    await polling.poller.stop();
  });

  it('is not forgotten when that refresh fails, though the catalog knows nothing of the mutation', async () => {
    const { clock, upstream, catalog, version, poller } = await settled();
    upstream.setStatus(version.arn, 'STARTING');
    upstream.failure = () => anOutage();
    poller.invalidate(version.projectArn, version.arn);
    await clock.advance(100);
    upstream.failure = () => null;
    await clock.advance(1_000);
    expect(catalog.version(version.projectArn, 'v1')?.value?.status).toBe('STARTING');
    await poller.stop();
  });

  it('is left alone once the refresh of a reader has shown it', async () => {
    const polling = await settled();
    const { clock, upstream, catalog, version, callsDuring } = polling;
    upstream.failure = () => anOutage();
    await mutate(polling, version, 'STOPPED');
    await clock.advance(100);
    upstream.failure = () => null;
    const startedAt = clock.now();
    const { arn: _, projectArn, name } = version;
    const seen = { ...version, status: 'STOPPED', observedAt: startedAt } as const;
    await catalog.observe({ kind: 'versions', projectArn, scope: [name], versions: [seen], startedAt });
    expect(await callsDuring(() => clock.advance(MINUTE_MS))).toEqual([]);
    await polling.poller.stop();
  });

  it('is noticed without a wake, as another instance would not wake this one', async () => {
    const polling = await settled();
    const { clock, upstream, catalog, version, callsDuring } = polling;
    upstream.setStatus(version.arn, 'STOPPING');
    const answered = { ...version, status: 'STOPPING' } as const;
    await catalog.observe({ kind: 'version-answer', version: answered, startedAt: clock.now() });
    const calls = await callsDuring(() => clock.advance(3_000));
    expect(calls.map((it) => it.names)).toEqual([['v1'], ['v1']]);
    await polling.poller.stop();
  });

  it('makes no call for an account that is not configured', async () => {
    const { poller, clock, callsDuring } = await settled();
    const elsewhere = aModelVersion();
    const projectArn = elsewhere.projectArn.replace('us-east-1', 'eu-west-1') as typeof elsewhere.projectArn;
    const calls = await callsDuring(async () => {
      poller.invalidate(projectArn, elsewhere.arn);
      poller.watch([projectArn])();
      await clock.advance(1_000);
    });
    expect(calls).toEqual([]);
    await poller.stop();
  });
});

describe('What others do', () => {
  it('is seen by a subscriber: a start, a new version, a deletion', async () => {
    const polling = await settled();
    const { clock, upstream, version, poller } = polling;
    poller.watch([version.projectArn]);
    await clock.advance(1_000);
    upstream.setStatus(version.arn, 'STARTING');
    await clock.advance(5_500);
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(2_250);
    const added = upstream.addVersion(version.projectArn, { name: 'v2', status: 'TRAINING_IN_PROGRESS' });
    await clock.advance(5_500);
    upstream.setStatus(added.arn, null);
    await clock.advance(2_250);
    expect((await polling.changes()).map((it) => [it.versionArn, it.status])).toEqual([
      [version.arn, 'STARTING'],
      [version.arn, 'RUNNING'],
      [added.arn, 'TRAINING_IN_PROGRESS'],
      [added.arn, null],
    ]);
    await poller.stop();
  });

  it('is seen by a subscriber to everything: a project with a version', async () => {
    const polling = await settled();
    const { clock, upstream, poller } = polling;
    poller.watch('all');
    await clock.advance(1_000);
    const { arn } = upstream.addProject({ name: 'new' });
    upstream.addVersion(arn, { name: 'v1', status: 'TRAINING_IN_PROGRESS' });
    await clock.advance(12_000);
    expect((await polling.changes()).map((it) => [it.projectArn, it.status])).toEqual([
      [arn, 'TRAINING_IN_PROGRESS'],
    ]);
    await poller.stop();
  });

  it('is seen of a project that is being deleted, until it is gone', async () => {
    const polling = await settled();
    const { clock, upstream, catalog, poller } = polling;
    const project = upstream.addProject({ name: 'old', status: 'DELETING' });
    await catalog.observe({ kind: 'project-answer', project, startedAt: clock.now() });
    await clock.advance(5_000);
    upstream.removeProject(project.arn);
    await clock.advance(2_000);
    expect(catalog.project(project, 'old')?.value).toBeNull();
    const calls = await polling.callsDuring(() => clock.advance(MINUTE_MS));
    expect(calls.filter((it) => it.target === project.arn)).toEqual([]);
    await poller.stop();
  });
});
