import type { ModelVersionArn, ProjectArn } from '../../../src/domain/arn.js';
import { MemoryRecords } from '../../../src/records/memory-records.js';
import { aliasesIn, aliasesOf, aliasNamed, changesOf, moveAlias } from '../../../src/services/aliases.js';
import { beginDeletion } from '../../../src/services/deletions.js';
import { createRandom } from '../../support/random.js';
import { createTestClock } from '../../support/test-clock.js';

const PROJECTS = ['a', 'b'].map(
  (it) => `arn:aws:rekognition:us-east-1:123456789012:project/${it}/1700000000000` as ProjectArn,
);
const NAMES = ['champion', 'staging', 'canary'];

function versionOf(project: ProjectArn, n: number): ModelVersionArn {
  return project.replace(/\d+$/, `version/v${n}/170000000000${n}`) as ModelVersionArn;
}

let world: { records: MemoryRecords; clock: ReturnType<typeof createTestClock> };
beforeEach(() => {
  world = { records: new MemoryRecords(), clock: createTestClock() };
});

const [PROJECT] = PROJECTS as [ProjectArn];
const to = (n: number) => ({ modelVersionArn: versionOf(PROJECT, n), isProtected: false });
let changes = 0;
function move(more: Partial<Parameters<typeof moveAlias>[1]> = {}) {
  changes += 1;
  return moveAlias(world, {
    ...{ projectArn: PROJECT, name: 'champion', target: to(1), revision: null },
    ...{ author: { subject: 'anna', groups: [], grants: [] }, workflowId: 'w', changeId: `c-${changes}` },
    ...more,
  });
}
const revision = () => aliasNamed(world.records, PROJECT, 'champion')?.revision ?? null;

it('finds by version and by project what a walk of random moves has left', async () => {
  const random = createRandom(20);
  const model = new Map<string, string>();
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  for (let step = 0; step < 500; step += 1) {
    const [projectArn, name] = [pick(PROJECTS), pick(NAMES)];
    const wanted = random() < 0.3 ? null : versionOf(projectArn, Math.floor(random() * 3));
    const known = aliasNamed(world.records, projectArn, name);
    const target = wanted && { modelVersionArn: wanted, isProtected: false };
    await move({ projectArn, name, target, revision: known?.revision ?? null });
    if (wanted) model.set(`${projectArn} ${name}`, wanted);
    else model.delete(`${projectArn} ${name}`);
    for (const project of PROJECTS) {
      const mine = [...model].filter(([key]) => key.startsWith(project));
      expect(aliasesIn(world.records, project).map((it) => it.name)).toEqual(
        mine.map(([key]) => key.split(' ')[1]).sort(),
      );
      for (let n = 0; n < 3; n += 1)
        expect(aliasesOf(world.records, versionOf(project, n)).map((it) => it.name)).toEqual(
          mine.flatMap(([key, value]) => (value === versionOf(project, n) ? [key.split(' ')[1]] : [])).sort(),
        );
    }
  }
});

it('of many that move one revision, one does; a stale one does not, also after the alias was deleted and made again', async () => {
  const first = await Promise.all(Array.from({ length: 20 }, () => move()));
  expect(first.filter((it) => it !== 'changed')).toHaveLength(1);
  const stale = revision();
  const second = await Promise.all(Array.from({ length: 20 }, () => move({ revision: stale })));
  expect(second.filter((it) => it !== 'changed')).toHaveLength(1);
  await move({ revision: revision(), target: null });
  await move();
  expect(await move({ revision: stale })).toBe('changed');
  expect(changesOf(world.records, PROJECT, 'champion').changes).toHaveLength(4);
});

it('a change that is tried again is made once, whatever came after it', async () => {
  await move({ changeId: 'mine' });
  await move({ revision: revision(), target: to(2) });
  expect(await move({ changeId: 'mine' })).toMatchObject(to(2));
  expect(changesOf(world.records, PROJECT, 'champion').changes).toHaveLength(2);
});

it('keeps the histories of no more than 100 deleted aliases of a project', async () => {
  for (let n = 0; n < 105; n += 1) {
    await world.clock.advance(1);
    const name = `a${n}`;
    await move({ name });
    const made = aliasNamed(world.records, PROJECT, name)?.revision ?? null;
    await move({ name, target: null, revision: made });
  }
  const kept = world.records.list('alias-history').map(({ key }) => key.split(' ')[1]);
  expect(kept).toHaveLength(100);
  expect([kept.includes('a4'), kept.includes('a5')]).toEqual([false, true]);
});

describe('while its version is being deleted', () => {
  const begin = () => beginDeletion(world.records, versionOf(PROJECT, 1), world.clock.wallNow());

  it('no alias is made that names it, for a minute or until the deletion is taken back', async () => {
    const takeBack = await begin();
    await expect(move()).rejects.toMatchObject({ code: 'IN_USE' });
    expect(await move({ target: to(2) })).toMatchObject({ name: 'champion' });
    await takeBack();
    expect(await move({ revision: revision() })).toMatchObject({ modelVersionArn: versionOf(PROJECT, 1) });
    await begin();
    await world.clock.advance(60_001);
    expect(await move({ revision: revision() })).toMatchObject({ name: 'champion' });
    expect(world.records.list('deletion')).toEqual([]);
  });

  it('a second deletion that is refused does not end the first', async () => {
    await begin();
    const takeSecondBack = await begin();
    await takeSecondBack();
    await expect(move()).rejects.toMatchObject({ code: 'IN_USE' });
  });

  it('what a crash has left is taken away with the next deletion', async () => {
    await begin();
    await world.clock.advance(60_001);
    await beginDeletion(world.records, versionOf(PROJECT, 2), world.clock.wallNow());
    expect(world.records.list('deletion').map(({ key }) => key)).toEqual([versionOf(PROJECT, 2)]);
  });
});
