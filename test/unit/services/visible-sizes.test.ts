import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import { type Caller, LOCAL_OWNER } from '../../../src/domain/caller.js';
import { UNKNOWN_SIZES } from '../../../src/domain/list-sizes.js';
import { parseGrant } from '../../../src/server/auth/policy.js';
import { visibleSizes } from '../../../src/services/permissions.js';
import { aModelVersion, aProject, HERE } from '../../support/builders.js';
import { createTestClock } from '../../support/test-clock.js';

const pattern = (name: string) => `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/${name}`;

function reader(name: string, tags: Record<string, string> = {}): Caller {
  const grant = parseGrant({ role: 'viewer', projects: [pattern(name)], tags });
  if (!grant) throw new Error('no grant');
  return { ...LOCAL_OWNER, grants: [grant] };
}

/** A catalog that knows projects of these names, each with so many versions; null: its versions were never listed. */
async function aCatalog(counts: Readonly<Record<string, number | null>>) {
  const clock = createTestClock();
  const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  const projects = Object.keys(counts).map((name) => aProject({ name }));
  const startedAt = clock.now();
  await catalog.observe({ kind: 'projects', at: HERE, scope: 'all', projects, startedAt });
  for (const { arn: projectArn, name } of projects) {
    const count = counts[name];
    if (typeof count !== 'number') continue;
    const versions = Array.from({ length: count }, (_, i) => aModelVersion({ projectArn, name: `v${i}` }));
    await catalog.observe({ kind: 'versions', projectArn, scope: 'all', versions, startedAt });
  }
  return catalog;
}

it('counts what there is', async () => {
  const catalog = await aCatalog({ cats: 3, dogs: 1 });
  expect(visibleSizes(catalog, [HERE], LOCAL_OWNER)).toEqual({ projects: 2, modelVersions: 3 });
});

it('knows nothing before projects were listed, and nothing of versions before these were', async () => {
  const clock = createTestClock();
  const empty = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 100 });
  expect(visibleSizes(empty, [HERE], LOCAL_OWNER)).toEqual(UNKNOWN_SIZES);
  const catalog = await aCatalog({ cats: 3, dogs: null });
  expect(visibleSizes(catalog, [HERE], LOCAL_OWNER)).toEqual({ projects: 2, modelVersions: Infinity });
});

it('tells the same whatever there is that the caller may not see', async () => {
  const shown = { projects: 1, modelVersions: 1 };
  for (const hidden of [{}, { dogs: 90 }, { dogs: null, birds: 4 }])
    expect(visibleSizes(await aCatalog({ cats: 1, ...hidden }), [HERE], reader('cats'))).toEqual(shown);
});

it('knows nothing for a caller whose grants ask for tags, whatever there is', async () => {
  for (const there of [{}, { dogs: 90 }])
    expect(visibleSizes(await aCatalog(there), [HERE], reader('*', { team: 'a' }))).toEqual(UNKNOWN_SIZES);
});
