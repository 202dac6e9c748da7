import { MemoryCatalog } from '../../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../../src/catalog/port.js';
import type { ModelVersion } from '../../../src/domain/model.js';
import type { VersionAnswer, VersionsSnapshot } from '../../../src/domain/observation.js';
import { aModelVersion, aProjectArn } from '../../support/builders.js';
import { fc } from '../../support/properties.js';
import { createTestClock } from '../../support/test-clock.js';

type Seen = VersionsSnapshot | VersionAnswer;

const projectArn = aProjectArn();
const NAMES = ['a', 'b', 'c'];

const version: fc.Arbitrary<ModelVersion> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    status: fc.constantFrom('STARTING', 'RUNNING', 'STOPPING', 'STOPPED'),
    creationTimestamp: fc.constantFrom(1, 2), // the same name, made again
  })
  .map(aModelVersion);

// Few different times, so that many are the same.
const startedAt = fc.integer({ min: 1, max: 8 });

const look: fc.Arbitrary<Seen> = fc
  .record({
    scope: fc.oneof(fc.constant('all' as const), fc.subarray(NAMES, { minLength: 1 })),
    seen: fc.uniqueArray(version, { selector: ({ name }) => name }),
    startedAt,
  })
  .map(({ scope, seen, startedAt }) => {
    const versions = scope === 'all' ? seen : seen.filter(({ name }) => scope.includes(name));
    return { kind: 'versions', projectArn, scope, versions, startedAt };
  });

const answer: fc.Arbitrary<Seen> = fc.record({ kind: fc.constant('version-answer'), version, startedAt });

/**
 * What has to be known of a name after these, said without any order of events: what the newest observation says. Of
 * the same millisecond the last answer, else the first look.
 */
function newestOf(
  seen: readonly Seen[],
  name: string,
): { value: ModelVersion | null; isAnswer: boolean } | undefined {
  const about = seen.filter((it) =>
    it.kind === 'versions' ? it.scope === 'all' || it.scope.includes(name) : it.version.name === name,
  );
  const newest = about.filter((it) => it.startedAt === Math.max(...about.map((other) => other.startedAt)));
  const last = newest.findLast((it) => it.kind === 'version-answer');
  if (last?.kind === 'version-answer') return { value: last.version, isAnswer: true };
  const first = newest.find((it) => it.kind === 'versions');
  if (first?.kind !== 'versions') return undefined;
  return { value: first.versions.find((it) => it.name === name) ?? null, isAnswer: false };
}

function expectNewest(catalog: Catalog, seen: readonly Seen[]): void {
  for (const name of NAMES) {
    const newest = newestOf(seen, name);
    const known = catalog.version(projectArn, name);
    expect([name, known?.value?.arn, known?.value?.status]).toEqual([
      name,
      newest?.value?.arn,
      newest?.value?.status,
    ]);
    expect(known === undefined).toBe(newest === undefined);
    if (newest && !newest.isAnswer) expect(known?.validatedAt).toBeGreaterThan(0);
  }
  const alive = NAMES.filter((name) => newestOf(seen, name)?.value);
  expect(catalog.versionEntries(projectArn).map(({ value }) => value?.name)).toEqual(
    expect.arrayContaining(alive),
  );
  expect(catalog.versionEntries(projectArn)).toHaveLength(alive.length);
}

function expectList(catalog: Catalog, seen: readonly Seen[]): void {
  const lists = seen.flatMap((it) => (it.kind === 'versions' && it.scope === 'all' ? [it.startedAt] : []));
  const list = catalog.versions(projectArn);
  expect(list === undefined).toBe(lists.length === 0);
  if (!list) return;
  const known = catalog.versionEntries(projectArn);
  expect(new Set(list.values)).toEqual(new Set(known.map(({ value }) => value)));
  const isConfirmed = known.every(({ validatedAt }) => validatedAt > 0);
  expect(list.validatedAt).toBe(isConfirmed ? Math.max(...lists) : 0);
}

it('holds the newest observation, in whatever order they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(look, answer), { maxLength: 30 }), async (all) => {
      const catalog = new MemoryCatalog({
        clock: createTestClock(0),
        retentionMs: 1_000,
        maxEntries: 1_000,
      });
      for (const [i, one] of all.entries()) {
        await catalog.observe(one);
        expectNewest(catalog, all.slice(0, i + 1));
        expectList(catalog, all.slice(0, i + 1));
      }
    }),
    { numRuns: 300 },
  );
});
