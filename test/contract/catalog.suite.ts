import type { Catalog, ChangeFilter, Followed, Follower, Observation } from '../../src/catalog/port.js';
import type { Cursor, LoggedChange } from '../../src/domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../../src/domain/model.js';
import { aModelVersion, aModelVersionArn, aProject, aProjectArn, HERE } from '../support/builders.js';

export interface CatalogUnderTest {
  readonly catalog: Catalog;
  now(): EpochMs;
  /** Moves the catalog's clock, and whatever else tells the time for it. */
  advance(ms: number): void | Promise<void>;
  close(): Promise<void>;
}

export interface CatalogBounds {
  readonly retentionMs: number;
  readonly maxEntries: number;
}

const DAY = 86_400_000;
const CATS = aProjectArn('cats');

/** The behaviours that every implementation of the catalog's port has. Each test gets one of its own, empty. */
export function catalogSuite(
  name: string,
  create: (bounds: CatalogBounds) => Promise<CatalogUnderTest>,
): void {
  describe(`${name} is a catalog`, () => {
    let it_: CatalogUnderTest;
    let start: Cursor;
    const open: Follower[] = [];

    async function begin(bounds: Partial<CatalogBounds> = {}): Promise<void> {
      await it_?.close();
      it_ = await create({ retentionMs: DAY, maxEntries: 10_000, ...bounds });
      start = await it_.catalog.log.tail();
    }

    beforeEach(() => begin());
    afterEach(async () => {
      for (const follower of open.splice(0)) await follower.return?.();
      await it_.close();
    });

    const observe = (observation: Observation) => it_.catalog.observe(observation);
    const versions = (at: EpochMs, ...seen: ModelVersion[]) =>
      observe({ kind: 'versions', projectArn: CATS, scope: 'all', versions: seen, startedAt: at });
    const named = (at: EpochMs, names: string[], ...seen: ModelVersion[]) =>
      observe({ kind: 'versions', projectArn: CATS, scope: names, versions: seen, startedAt: at });
    const answer = (at: EpochMs, version: ModelVersion) =>
      observe({ kind: 'version-answer', version, startedAt: at });
    const projects = (at: EpochMs, ...seen: Project[]) =>
      observe({ kind: 'projects', at: HERE, scope: 'all', projects: seen, startedAt: at });

    async function follow(after: Cursor | null, filter: ChangeFilter = {}): Promise<Follower> {
      const follower = await it_.catalog.log.follow(after, filter);
      open.push(follower);
      return follower;
    }

    async function take(follower: Follower, count: number): Promise<Followed[]> {
      const taken: Followed[] = [];
      while (taken.length < count) {
        const { value, done } = await follower.next();
        if (done) throw new Error('The follower ended');
        taken.push(value);
      }
      return taken;
    }

    const END = aModelVersion({ name: 'end', projectArn: aProjectArn('end') });

    /** Everything logged since the beginning, as `name: from > to`. It logs one change more to know where to stop. */
    async function logged(after = start, filter: ChangeFilter = {}): Promise<string[]> {
      const follower = await follow(after, filter);
      await answer(it_.now(), { ...END, status: END.status === 'RUNNING' ? 'STOPPED' : 'RUNNING' });
      const lines: string[] = [];
      for (;;) {
        const [item] = await take(follower, 1);
        if (item?.kind !== 'CHANGED') lines.push('GAP');
        else if (item.change.projectArn === END.projectArn) return lines;
        else lines.push(lineOf(item.change));
      }
    }

    describe('1. observing', () => {
      it('1.1 knows nothing at first', () => {
        const { catalog } = it_;
        expect(catalog.project(HERE, 'cats')).toBeUndefined();
        expect(catalog.projects(HERE)).toBeUndefined();
        expect(catalog.version(CATS, 'v1')).toBeUndefined();
        expect(catalog.versions(CATS)).toBeUndefined();
        expect(catalog.knownVersions(CATS)).toEqual([]);
      });

      it('1.2 takes the first list of a project as a baseline and logs nothing', async () => {
        await versions(1, aModelVersion());
        expect(it_.catalog.versions(CATS)).toEqual({ values: [aModelVersion()], confirmedAt: 1 });
        expect(await logged()).toEqual([]);
      });

      it('1.3 logs a change of status once, with what was before', async () => {
        await versions(1, aModelVersion({ status: 'STARTING' }));
        await versions(2, aModelVersion({ status: 'RUNNING' }));
        await versions(3, aModelVersion({ status: 'RUNNING' }));
        const [item] = await take(await follow(start), 1);
        expect(item).toEqual({
          kind: 'CHANGED',
          cursor: expect.any(String),
          change: {
            versionArn: aModelVersionArn(),
            projectArn: CATS,
            version: aModelVersion({ status: 'RUNNING' }),
            previousStatus: 'STARTING',
            status: 'RUNNING',
            observedAt: 2,
            cursor: item?.cursor,
          },
        });
        expect(await logged()).toEqual(['v1: STARTING > RUNNING']);
      });

      it('1.4 updates everything but the status silently', async () => {
        await versions(1, aModelVersion());
        await versions(2, aModelVersion({ versionDescription: 'better' }));
        expect(it_.catalog.version(CATS, 'v1')?.value?.versionDescription).toBe('better');
        expect(await logged()).toEqual([]);
      });

      it('1.5 logs a version that appears in a listed project', async () => {
        await versions(1);
        await named(2, ['v1'], aModelVersion());
        expect(await logged()).toEqual(['v1: null > TRAINING_COMPLETED']);
      });

      it('1.6 logs nothing for a version first seen by name in a project that was never listed', async () => {
        await named(1, ['v1'], aModelVersion());
        expect(it_.catalog.versions(CATS)).toBeUndefined();
        expect(it_.catalog.knownVersions(CATS)).toEqual([{ value: aModelVersion(), confirmedAt: 1 }]);
        expect(await logged()).toEqual([]);
      });

      it('1.7 logs a version under a name that was known to be free', async () => {
        await named(1, ['v1']);
        expect(it_.catalog.version(CATS, 'v1')).toEqual({ value: null, confirmedAt: 1 });
        await versions(2, aModelVersion());
        expect(await logged()).toEqual(['v1: null > TRAINING_COMPLETED']);
      });

      it("1.8 always takes a mutation's answer as news", async () => {
        await answer(1, aModelVersion({ status: 'TRAINING_IN_PROGRESS' }));
        await answer(2, aModelVersion({ status: 'TRAINING_IN_PROGRESS' }));
        expect(await logged()).toEqual(['v1: null > TRAINING_IN_PROGRESS']);
      });

      it('1.9 treats UNKNOWN like any other status', async () => {
        await versions(1, aModelVersion({ status: 'UNKNOWN' }));
        await versions(2, aModelVersion({ status: 'RUNNING' }));
        await versions(3, aModelVersion({ status: 'UNKNOWN' }));
        expect(await logged()).toEqual(['v1: UNKNOWN > RUNNING', 'v1: RUNNING > UNKNOWN']);
      });

      it('1.10 lists the newest first', async () => {
        const old = aModelVersion({ name: 'old', creationTimestamp: 1 });
        const young = aModelVersion({ name: 'young', creationTimestamp: 2 });
        await versions(1, old, young);
        expect(it_.catalog.versions(CATS)?.values).toEqual([young, old]);
      });

      it('1.11 keeps versions of the same name in two projects apart', async () => {
        const dogs = aProjectArn('dogs');
        await versions(1, aModelVersion());
        await observe({ kind: 'versions', projectArn: dogs, scope: 'all', versions: [], startedAt: 1 });
        await answer(2, aModelVersion({ projectArn: dogs, status: 'DELETING' }));
        expect(it_.catalog.version(CATS, 'v1')?.value?.status).toBe('TRAINING_COMPLETED');
      });
    });

    describe('2. the order of observations', () => {
      it('2.1 does not let an older look overwrite a newer one', async () => {
        await versions(2, aModelVersion({ status: 'RUNNING' }));
        await versions(1, aModelVersion({ status: 'STARTING' }));
        expect(it_.catalog.versions(CATS)).toMatchObject({ values: [{ status: 'RUNNING' }], confirmedAt: 2 });
        expect(await logged()).toEqual([]);
      });

      it('2.2 does not let a look that began before an answer undo it', async () => {
        await versions(1, aModelVersion({ status: 'STOPPED' }));
        await answer(5, aModelVersion({ status: 'STARTING' }));
        await versions(4, aModelVersion({ status: 'STOPPED' }));
        expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
      });

      it.each(['look first', 'answer first'])(
        '2.3 within a millisecond an answer wins: %s',
        async (order) => {
          await versions(1, aModelVersion({ status: 'STOPPED' }));
          if (order === 'answer first') await answer(5, aModelVersion({ status: 'STARTING' }));
          await versions(5, aModelVersion({ status: 'STOPPED' }));
          if (order === 'look first') await answer(5, aModelVersion({ status: 'STARTING' }));
          expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
        },
      );

      it('2.4 within a millisecond the later answer wins, and the first of two looks', async () => {
        await versions(1, aModelVersion({ status: 'RUNNING' }));
        await versions(1, aModelVersion({ status: 'STOPPED' }));
        await answer(2, aModelVersion({ status: 'STOPPING' }));
        await answer(2, aModelVersion({ status: 'STOPPED' }));
        expect(await logged()).toEqual(['v1: RUNNING > STOPPING', 'v1: STOPPING > STOPPED']);
      });

      it('2.5 within a millisecond a look that agrees with an answer confirms it', async () => {
        await versions(1, aModelVersion({ status: 'STOPPED' }));
        await answer(5, aModelVersion({ status: 'STARTING' }));
        await named(5, ['v1'], aModelVersion({ status: 'STARTING', minInferenceUnits: 2 }));
        expect(it_.catalog.version(CATS, 'v1')).toMatchObject({
          value: { minInferenceUnits: 2 },
          confirmedAt: 5,
        });
        expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
      });

      it('2.6 keeps a version that was made after a list without it began', async () => {
        await answer(5, aModelVersion());
        await versions(4);
        expect(it_.catalog.versions(CATS)).toEqual({ values: [aModelVersion()], confirmedAt: 0 });
      });

      it('2.7 does not let an older look bring back what is gone', async () => {
        await versions(1, aModelVersion());
        await named(5, ['v1']);
        await versions(4, aModelVersion());
        await named(3, ['v1'], aModelVersion());
        expect(it_.catalog.version(CATS, 'v1')).toEqual({ value: null, confirmedAt: 5 });
        expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
      });

      it('2.8 remembers what is gone for ten minutes, also in a project that was never listed', async () => {
        const begun = it_.now();
        await named(begun + 1, ['v1'], aModelVersion());
        await named(begun + 2, ['v1']);
        await it_.advance(9 * 60_000);
        await named(begun + 1, ['v1'], aModelVersion());
        expect(it_.catalog.knownVersions(CATS)).toEqual([]);
        expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
      });
    });

    describe('3. what is gone', () => {
      it('3.1 logs a version that a list lacks', async () => {
        await versions(1, aModelVersion({ status: 'DELETING' }), aModelVersion({ name: 'v2' }));
        await versions(2, aModelVersion({ name: 'v2' }));
        expect(it_.catalog.version(CATS, 'v1')).toEqual({ value: null, confirmedAt: 2 });
        expect(it_.catalog.knownVersions(CATS)).toHaveLength(1);
        const [item] = await take(await follow(start), 1);
        expect(item).toMatchObject({ change: { version: null, status: null, previousStatus: 'DELETING' } });
        expect(await logged()).toEqual(['v1: DELETING > null']);
      });

      it('3.2 takes nothing for gone that a look did not ask for', async () => {
        await versions(1, aModelVersion(), aModelVersion({ name: 'v2' }));
        await named(2, ['v2']);
        expect(it_.catalog.versions(CATS)?.values).toEqual([aModelVersion()]);
        expect(await logged()).toEqual(['v2: TRAINING_COMPLETED > null']);
      });

      it('3.3 sees another version under the same name as one gone and one new', async () => {
        const again = aModelVersion({ creationTimestamp: 1_800_000_000_000, status: 'TRAINING_IN_PROGRESS' });
        await versions(1, aModelVersion());
        await versions(2, again);
        expect(it_.catalog.versions(CATS)?.values).toEqual([again]);
        const items = await take(await follow(start), 2);
        expect(items).toMatchObject([
          { change: { versionArn: aModelVersionArn(), previousStatus: 'TRAINING_COMPLETED', status: null } },
          { change: { versionArn: again.arn, previousStatus: null, status: 'TRAINING_IN_PROGRESS' } },
        ]);
      });

      it('3.4 ends every version of a project that AWS does not know', async () => {
        await versions(1, aModelVersion(), aModelVersion({ name: 'v2', status: 'RUNNING' }));
        await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 2 });
        expect(it_.catalog.versions(CATS)).toEqual({ values: [], confirmedAt: 2 });
        expect((await logged()).sort()).toEqual(['v1: TRAINING_COMPLETED > null', 'v2: RUNNING > null']);
      });

      it('3.5 ends the versions of a project that a list of projects lacks', async () => {
        await projects(1, aProject());
        await versions(1, aModelVersion());
        await projects(2);
        expect(it_.catalog.project(HERE, 'cats')).toEqual({ value: null, confirmedAt: 2 });
        expect(it_.catalog.knownVersions(CATS)).toEqual([]);
        expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
      });

      it('3.6 ends the versions of a project when another has its name', async () => {
        const again = aProject({ creationTimestamp: 1_800_000_000_000 });
        await projects(1, aProject());
        await versions(1, aModelVersion());
        await observe({ kind: 'project-answer', project: again, startedAt: 2 });
        expect(it_.catalog.project(HERE, 'cats')).toEqual({ value: again, confirmedAt: 0 });
        expect(it_.catalog.knownVersions(CATS)).toEqual([]);
        expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
      });

      it('3.7 keeps versions of projects that a look by name did not ask for', async () => {
        await projects(1, aProject());
        await versions(1, aModelVersion());
        await observe({ kind: 'projects', at: HERE, scope: ['dogs'], projects: [], startedAt: 2 });
        expect(it_.catalog.knownVersions(CATS)).toHaveLength(1);
      });

      it('3.8 does not let an older look bring back the versions of a project that is gone', async () => {
        await projects(1, aProject());
        await projects(5);
        await versions(4, aModelVersion());
        expect(it_.catalog.knownVersions(CATS)).toEqual([]);
        await observe({ kind: 'project-gone', projectArn: aProjectArn('dogs'), startedAt: 5 });
        const dog = aModelVersion({ projectArn: aProjectArn('dogs') });
        await observe({
          kind: 'versions',
          projectArn: dog.projectArn,
          scope: 'all',
          versions: [dog],
          startedAt: 4,
        });
        expect(it_.catalog.knownVersions(dog.projectArn)).toEqual([]);
      });

      it('3.9 takes an older word of the end as nothing once the project was seen again', async () => {
        await projects(5, aProject());
        await versions(3, aModelVersion());
        await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 4 });
        expect(it_.catalog.project(HERE, 'cats')?.value).toEqual(aProject());
        await versions(6, aModelVersion());
        expect(it_.catalog.versions(CATS)?.values).toHaveLength(1);
      });

      it('3.10 takes the end of one project as no end of another under its name', async () => {
        const again = aProject({ creationTimestamp: 1_800_000_000_000 });
        await projects(1, again);
        await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 2 });
        expect(it_.catalog.project(HERE, 'cats')?.value).toEqual(again);
      });

      it('3.11 believes an answer about a project that a look of the same millisecond missed', async () => {
        await projects(1);
        await answer(1, aModelVersion());
        expect(it_.catalog.version(CATS, 'v1')?.value).toEqual(aModelVersion());
      });

      it('3.12 takes every version of a project that was not there before as news', async () => {
        await projects(1);
        await projects(2, aProject());
        await versions(3, aModelVersion());
        expect(await logged()).toEqual(['v1: null > TRAINING_COMPLETED']);
      });
    });

    describe('4. freshness', () => {
      it("4.1 shows a mutation's answer at once, unconfirmed", async () => {
        await versions(1, aModelVersion());
        const made = aModelVersion({ name: 'v2', creationTimestamp: 1, status: 'TRAINING_IN_PROGRESS' });
        await answer(2, made);
        expect(it_.catalog.version(CATS, 'v2')).toEqual({ value: made, confirmedAt: 0 });
        expect(it_.catalog.versions(CATS)).toEqual({ values: [aModelVersion(), made], confirmedAt: 0 });
      });

      it('4.2 is confirmed by a look by name, as fresh as the list was', async () => {
        await versions(1, aModelVersion());
        await answer(2, aModelVersion({ status: 'STARTING' }));
        await named(3, ['v1'], aModelVersion({ status: 'STARTING' }));
        expect(it_.catalog.version(CATS, 'v1')?.confirmedAt).toBe(3);
        expect(it_.catalog.versions(CATS)?.confirmedAt).toBe(1);
      });

      it('4.3 is confirmed by a newer list, not by one that began before', async () => {
        await answer(2, aModelVersion());
        await versions(1);
        expect(it_.catalog.versions(CATS)?.confirmedAt).toBe(0);
        await versions(3, aModelVersion());
        expect(it_.catalog.versions(CATS)?.confirmedAt).toBe(3);
      });

      it('4.4 knows of any name in a list that it does not exist', async () => {
        await versions(1, aModelVersion());
        expect(it_.catalog.version(CATS, 'other')).toEqual({ value: null, confirmedAt: 1 });
      });

      it('4.5 does the same for projects', async () => {
        await projects(1);
        expect(it_.catalog.project(HERE, 'cats')).toEqual({ value: null, confirmedAt: 1 });
        await observe({ kind: 'project-answer', project: aProject({ status: 'CREATING' }), startedAt: 2 });
        expect(it_.catalog.projects(HERE)).toMatchObject({
          values: [{ status: 'CREATING' }],
          confirmedAt: 0,
        });
        await observe({
          kind: 'projects',
          at: HERE,
          scope: ['cats'],
          projects: [aProject()],
          startedAt: 3,
        });
        expect(it_.catalog.projects(HERE)).toEqual({ values: [aProject()], confirmedAt: 1 });
      });

      it('4.6 keeps accounts and regions apart', async () => {
        await projects(1, aProject());
        expect(it_.catalog.projects({ ...HERE, region: 'eu-west-1' })).toBeUndefined();
        expect(it_.catalog.project({ ...HERE, accountId: '999999999999' }, 'cats')).toBeUndefined();
      });
    });

    /** Logs `count` changes of one version, STARTING and RUNNING by turns. */
    async function change(count: number, version = aModelVersion()): Promise<void> {
      for (let i = 0; i < count; i += 1)
        await answer(it_.now(), { ...version, status: i % 2 === 0 ? 'STARTING' : 'RUNNING' });
    }

    describe('5. following', () => {
      it('5.1 replays what came after the cursor, then goes on live', async () => {
        await change(2);
        const follower = await follow(start);
        const early = await take(follower, 2);
        const late = take(follower, 1);
        await answer(it_.now(), aModelVersion({ status: 'STOPPING' }));
        expect([...early, ...(await late)].map(statusOf)).toEqual(['STARTING', 'RUNNING', 'STOPPING']);
      });

      it('5.2 begins where the log stood when called, not at the first read', async () => {
        const follower = await follow(null);
        await change(1);
        expect((await take(follower, 1)).map(statusOf)).toEqual(['STARTING']);
      });

      it('5.3 resumes after any cursor with nothing lost and nothing twice', async () => {
        await change(150);
        const all = await take(await follow(start), 150);
        for (const cut of [0, 1, 63, 64, 65, 148]) {
          const rest = await take(await follow(all[cut]?.cursor ?? ''), 149 - cut);
          expect(rest.map(({ cursor }) => cursor)).toEqual(all.slice(cut + 1).map(({ cursor }) => cursor));
        }
      });

      it.each<[string, ChangeFilter, string[]]>([
        ['nothing named', {}, ['v1', 'v2', 'v1', 'v1']],
        ['a project', { projectArns: [CATS] }, ['v1', 'v2', 'v1', 'v1']],
        ['another project', { projectArns: [aProjectArn('dogs')] }, []],
        ['versions', { versionArns: [aModelVersionArn('v2')] }, ['v2']],
        ['statuses', { statuses: ['RUNNING'] }, ['v2', 'v1']],
        ['a version and a status', { versionArns: [aModelVersionArn('v1')], statuses: ['RUNNING'] }, ['v1']],
        ['an empty list', { statuses: [] }, []],
      ])('5.4 filters by %s', async (_, filter, expected) => {
        await versions(1, aModelVersion({ status: 'STOPPED' }), aModelVersion({ name: 'v2' }));
        await versions(
          2,
          aModelVersion({ status: 'STARTING' }),
          aModelVersion({ name: 'v2', status: 'RUNNING' }),
        );
        await versions(
          3,
          aModelVersion({ status: 'RUNNING' }),
          aModelVersion({ name: 'v2', status: 'RUNNING' }),
        );
        await versions(4, aModelVersion({ name: 'v2', status: 'RUNNING' }));
        const follower = await follow(start, filter);
        const names: string[] = [];
        while (names.length < expected.length) {
          const [item] = await take(follower, 1);
          names.push(nameOf(item));
        }
        expect(names).toEqual(expected);
        await follower.return?.();
      });

      it('5.5 ends at once by return(), while a read waits and before any', async () => {
        const follower = await follow(null);
        const reads = [follower.next(), follower.next()];
        await follower.return?.();
        expect(await Promise.all(reads)).toEqual([
          { value: undefined, done: true },
          { value: undefined, done: true },
        ]);
        expect(await follower.next()).toEqual({ value: undefined, done: true });
        expect(await follower.return?.()).toEqual({ value: undefined, done: true });
        const unread = await follow(null);
        await unread.return?.();
        expect(await unread.next()).toEqual({ value: undefined, done: true });
      });

      it('5.6 answers reads that wait at the same time in their order', async () => {
        const follower = await follow(null);
        const reads = [follower.next(), follower.next(), follower.next()];
        await change(3);
        const items = await Promise.all(reads);
        expect(items.map(({ value }) => statusOf(value))).toEqual(['STARTING', 'RUNNING', 'STARTING']);
      });

      it('5.7 says GAP once for a cursor that the log has outlived by count, then goes on live', async () => {
        await begin({ maxEntries: 10 });
        await change(500);
        const follower = await follow(start, { statuses: ['STOPPED'] });
        const [gap] = await take(follower, 1);
        expect(gap).toEqual({ kind: 'GAP', cursor: await it_.catalog.log.tail(), observedAt: it_.now() });
        await answer(it_.now(), aModelVersion({ status: 'STOPPED' }));
        expect((await take(follower, 1)).map(statusOf)).toEqual(['STOPPED']);
        const again = await follow(gap?.cursor ?? '');
        expect((await take(again, 1)).map(statusOf)).toEqual(['STOPPED']);
      });

      it('5.8 says GAP for a cursor that the log has outlived by time', async () => {
        await begin({ retentionMs: 60_000 });
        await change(1);
        await it_.advance(61_000);
        expect(await take(await follow(start), 1)).toMatchObject([{ kind: 'GAP' }]);
      });

      it('5.9 says GAP for a cursor of a log that was lost', async () => {
        await change(3);
        const lost = await it_.catalog.log.tail();
        await begin();
        const follower = await follow(lost);
        expect(await take(follower, 1)).toMatchObject([{ kind: 'GAP' }]);
        await change(1);
        expect((await take(follower, 1)).map(statusOf)).toEqual(['STARTING']);
      });

      it('5.10 does not take an old but complete position for a gap', async () => {
        await begin({ retentionMs: 60_000 });
        await change(1);
        const tail = await it_.catalog.log.tail();
        await it_.advance(3_600_000);
        const follower = await follow(tail);
        await change(1, aModelVersion({ name: 'v2' }));
        expect((await take(follower, 1)).map(nameOf)).toEqual(['v2']);
      });

      it('5.11 ends a reader that the log has outrun with SLOW_CONSUMER and its last cursor', async () => {
        await begin({ maxEntries: 10 });
        const follower = await follow(null);
        await change(1);
        const [item] = await take(follower, 1);
        await change(500, aModelVersion({ name: 'v2' }));
        await expect(follower.next()).rejects.toMatchObject({
          code: 'SLOW_CONSUMER',
          details: { cursor: item?.cursor },
        });
        expect(await follower.next()).toEqual({ value: undefined, done: true });
        expect(await take(await follow(item?.cursor ?? ''), 1)).toMatchObject([{ kind: 'GAP' }]);
      });

      it('5.12 keeps the position of a waiting reader up to date although nothing matches', async () => {
        await begin({ maxEntries: 100 });
        const follower = await follow(null, { statuses: ['STOPPED'] });
        const read = follower.next();
        for (let i = 0; i < 20; i += 1) {
          await change(50);
          await untilCaughtUp(it_, open);
        }
        await answer(it_.now(), aModelVersion({ status: 'STOPPED' }));
        expect(statusOf((await read).value)).toBe('STOPPED');
      });

      it('5.13 refuses a cursor that no gateway made', async () => {
        const good = await it_.catalog.log.tail();
        const bad = [
          '',
          'x',
          '!',
          good.slice(1),
          `${good}=`,
          `${good} `,
          Buffer.from('e:-1').toString('base64url'),
        ];
        for (const cursor of [...bad, 'A'.repeat(100_000)]) {
          const refusal = expect.objectContaining({ code: 'INVALID_INPUT' });
          await expect(it_.catalog.log.follow(cursor, {})).rejects.toEqual(refusal);
          await expect(it_.catalog.log.history(aModelVersionArn(), 1, cursor)).rejects.toEqual(refusal);
        }
      });

      it('5.14 gives every follower everything, in the same order', async () => {
        const followers = await Promise.all(Array.from({ length: 20 }, () => follow(null)));
        await change(100);
        const all = await Promise.all(followers.map((follower) => take(follower, 100)));
        for (const one of all) expect(one).toEqual(all[0]);
      });
    });

    describe('6. history', () => {
      const v1 = aModelVersionArn();

      it('6.1 gives the changes of one version, newest first', async () => {
        await change(2);
        await change(1, aModelVersion({ name: 'v2' }));
        await answer(it_.now(), aModelVersion({ status: 'STOPPING' }));
        const { changes, hasMore } = await it_.catalog.log.history(v1, 10, null);
        expect(changes.map(({ status }) => status)).toEqual(['STOPPING', 'RUNNING', 'STARTING']);
        expect(hasMore).toBe(false);
      });

      it('6.2 pages without loss or repetition', async () => {
        await change(25);
        const { changes: all } = await it_.catalog.log.history(v1, 100, null);
        const paged: LoggedChange[] = [];
        for (let hasMore = true; hasMore; ) {
          const page = await it_.catalog.log.history(v1, 10, paged.at(-1)?.cursor ?? null);
          paged.push(...page.changes);
          hasMore = page.hasMore;
        }
        expect(all).toHaveLength(25);
        expect(paged).toEqual(all);
      });

      it('6.3 reads back to the change that a cursor follows', async () => {
        await change(3);
        const [last] = (await it_.catalog.log.history(v1, 1, null)).changes;
        await change(1, aModelVersion({ name: 'v2' }));
        expect((await it_.catalog.log.history(v1, 1, await it_.catalog.log.tail())).changes).toEqual([last]);
      });

      it('6.4 knows nothing of a version that never changed, nor before a log that was lost', async () => {
        await change(1);
        const none = { changes: [], hasMore: false };
        expect(await it_.catalog.log.history(aModelVersionArn('other'), 10, null)).toEqual(none);
        const lost = await it_.catalog.log.tail();
        await begin();
        await change(1);
        expect(await it_.catalog.log.history(v1, 10, lost)).toEqual(none);
      });

      it('6.5 forgets what the log has outlived', async () => {
        await begin({ retentionMs: 60_000 });
        await change(2);
        await it_.advance(61_000);
        expect((await it_.catalog.log.history(v1, 10, null)).changes).toEqual([]);
        await change(1, aModelVersion({ name: 'v2' }));
        expect((await it_.catalog.log.history(v1, 10, null)).changes).toEqual([]);
      });
    });
  });
}

/** Lets readers that wait go on: a follower opened now, that has seen the newest change, was rung after them. */
async function untilCaughtUp({ catalog, now }: CatalogUnderTest, open: Follower[]): Promise<void> {
  const follower = await catalog.log.follow(null, { versionArns: [aModelVersionArn('bell')] });
  open.push(follower);
  const version = aModelVersion({ name: 'bell', status: 'DELETING' });
  await catalog.observe({ kind: 'version-answer', version, startedAt: now() });
  const last = catalog.version(CATS, 'bell')?.value;
  if (last === undefined) throw new Error('The answer was not stored');
  await catalog.observe({
    kind: 'version-answer',
    version: { ...version, status: 'STARTING' },
    startedAt: now(),
  });
  await follower.next();
}

function lineOf({ versionArn, previousStatus, status }: LoggedChange): string {
  return `${versionArn.split('/').at(-2)}: ${previousStatus} > ${status}`;
}

function statusOf(item: Followed | undefined): string | null {
  return item?.kind === 'CHANGED' ? item.change.status : 'GAP';
}

function nameOf(item: Followed | undefined): string {
  return item?.kind === 'CHANGED' ? (item.change.versionArn.split('/').at(-2) ?? '') : 'GAP';
}
