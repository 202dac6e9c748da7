import { MemoryCatalog } from '../../../../src/catalog/memory/memory-catalog.js';
import { LOCAL_OWNER } from '../../../../src/domain/caller.js';
import { Permissions } from '../../../../src/services/permissions.js';
import { AttachmentCache } from '../../../../src/services/reading/attachment-cache.js';
import { Loaders, loadVersion } from '../../../../src/services/reading/loaders.js';
import { Reader } from '../../../../src/services/reading/reader.js';
import { createFakeUpstream } from '../../../support/fake-upstream.js';
import { createTestClock } from '../../../support/test-clock.js';

function createStage() {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  const project = upstream.addProject();
  const version = upstream.addVersion(project.arn, { name: 'v1', status: 'STOPPED' });
  const reading = { upstream, clock, readMaxAgeMs: 2_000, staleIfErrorMs: 60_000 };
  const reader = new Reader({ ...reading, catalog, onRead: () => {} });
  const permissions = new Permissions(LOCAL_OWNER, upstream.accounts, async () => []);
  return {
    ...{ upstream, catalog, clock, project, version },
    /** What one operation works with. */
    begin() {
      const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
      const ask = {
        priority: 'interactive',
        deadlineAt: clock.now() + 25_000,
        requestId: 'test',
        cost,
      } as const;
      return { cost, loaders: new Loaders(reader, new AttachmentCache(reading), permissions, ask) };
    },
  };
}

it('what the catalog knows freshly is there at once, and counted once however often it is read', async () => {
  const { begin, version } = createStage();
  await loadVersion(begin().loaders, version.arn);
  const { loaders, cost } = begin();
  for (let i = 0; i < 3; i++) expect(loadVersion(loaders, version.arn)).toMatchObject({ status: 'STOPPED' });
  expect(cost).toMatchObject({ calls: 0, fromCatalog: 2 }); // the project by its name, and the version
});

it('within one operation a version has one status, whatever is learnt meanwhile, until the operation changes it', async () => {
  const { begin, version, project, upstream, catalog, clock } = createStage();
  await loadVersion(begin().loaders, version.arn);
  const { loaders } = begin();
  const before = await loadVersion(loaders, version.arn);
  upstream.setStatus(version.arn, 'RUNNING');
  await clock.advance(1);
  const { values: versions, startedAt } = (await upstream.listModelVersions(project.arn, {
    ...{ priority: 'poller', deadlineAt: clock.now() + 1_000, requestId: 'look' },
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
  })) ?? { values: [], startedAt: 0 };
  await catalog.observe({ kind: 'versions', projectArn: project.arn, scope: 'all', versions, startedAt });
  expect(await loadVersion(loaders, version.arn)).toBe(before);
  loaders.forgetVersion(project.arn, 'v1');
  expect(await loadVersion(loaders, version.arn)).toMatchObject({ status: 'RUNNING' });
});
