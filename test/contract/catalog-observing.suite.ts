import { aModelVersion, aModelVersionArn, aProject, aProjectArn, HERE } from '../support/builders.js';
import { CATS, type CatalogStage, take } from './catalog-stage.js';

/** What the catalog knows after what it was told. */
export function observingSuite(stage: CatalogStage): void {
  const { observe, versions, named, answer, projects, follow, logged } = stage;

  describe('1. observing', () => {
    it('1.1 knows nothing at first', () => {
      const { catalog } = stage;
      expect(catalog.project(HERE, 'cats')).toBeUndefined();
      expect(catalog.projects(HERE)).toBeUndefined();
      expect(catalog.version(CATS, 'v1')).toBeUndefined();
      expect(catalog.versions(CATS)).toBeUndefined();
      expect(catalog.versionEntries(CATS)).toEqual([]);
    });

    it('1.2 takes the first list of a project as a baseline and logs nothing', async () => {
      await versions(1, aModelVersion());
      expect(stage.catalog.versions(CATS)).toEqual({ values: [aModelVersion()], validatedAt: 1 });
      expect(await logged()).toEqual([]);
    });

    it('1.3 logs a change of status once, with what was before', async () => {
      await versions(1, aModelVersion({ status: 'STARTING' }));
      await versions(2, aModelVersion({ status: 'RUNNING' }));
      await versions(3, aModelVersion({ status: 'RUNNING' }));
      const [item] = await take(await follow(stage.start), 1);
      expect(item).toEqual({
        kind: 'CHANGED',
        cursor: expect.any(String),
        change: {
          versionArn: aModelVersionArn(),
          projectArn: CATS,
          version: aModelVersion({ status: 'RUNNING', run: { sinceAt: 2, isSinceExact: true } }),
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
      expect(stage.catalog.version(CATS, 'v1')?.value?.versionDescription).toBe('better');
      expect(await logged()).toEqual([]);
    });

    it('1.5 logs a version that appears in a listed project', async () => {
      await versions(1);
      await named(2, ['v1'], aModelVersion());
      expect(await logged()).toEqual(['v1: null > TRAINING_COMPLETED']);
    });

    it('1.6 logs nothing for a version first seen by name in a project that was never listed', async () => {
      await named(1, ['v1'], aModelVersion());
      expect(stage.catalog.versions(CATS)).toBeUndefined();
      expect(stage.catalog.versionEntries(CATS)).toEqual([{ value: aModelVersion(), validatedAt: 1 }]);
      expect(await logged()).toEqual([]);
    });

    it('1.7 logs a version under a name that was known to be free', async () => {
      await named(1, ['v1']);
      expect(stage.catalog.version(CATS, 'v1')).toEqual({ value: null, validatedAt: 1 });
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
      expect(stage.catalog.versions(CATS)?.values).toEqual([young, old]);
    });

    it('1.11 keeps versions of the same name in two projects apart', async () => {
      const dogs = aProjectArn('dogs');
      await versions(1, aModelVersion());
      await observe({ kind: 'versions', projectArn: dogs, scope: 'all', versions: [], startedAt: 1 });
      await answer(2, aModelVersion({ projectArn: dogs, status: 'DELETING' }));
      expect(stage.catalog.version(CATS, 'v1')?.value?.status).toBe('TRAINING_COMPLETED');
    });
  });

  describe('2. the order of observations', () => {
    it('2.1 does not let an older snapshot overwrite a newer one', async () => {
      await versions(2, aModelVersion({ status: 'RUNNING' }));
      await versions(1, aModelVersion({ status: 'STARTING' }));
      expect(stage.catalog.versions(CATS)).toMatchObject({ values: [{ status: 'RUNNING' }], validatedAt: 2 });
      expect(await logged()).toEqual([]);
    });

    it('2.2 does not let a snapshot that began before an answer undo it', async () => {
      await versions(1, aModelVersion({ status: 'STOPPED' }));
      await answer(5, aModelVersion({ status: 'STARTING' }));
      await versions(4, aModelVersion({ status: 'STOPPED' }));
      expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
    });

    it.each(['snapshot first', 'answer first'])(
      '2.3 within a millisecond an answer wins: %s',
      async (order) => {
        await versions(1, aModelVersion({ status: 'STOPPED' }));
        if (order === 'answer first') await answer(5, aModelVersion({ status: 'STARTING' }));
        await versions(5, aModelVersion({ status: 'STOPPED' }));
        if (order === 'snapshot first') await answer(5, aModelVersion({ status: 'STARTING' }));
        expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
      },
    );

    it('2.4 within a millisecond the later answer wins, and the first of two snapshots', async () => {
      await versions(1, aModelVersion({ status: 'RUNNING' }));
      await versions(1, aModelVersion({ status: 'STOPPED' }));
      await answer(2, aModelVersion({ status: 'STOPPING' }));
      await answer(2, aModelVersion({ status: 'STOPPED' }));
      expect(await logged()).toEqual(['v1: RUNNING > STOPPING', 'v1: STOPPING > STOPPED']);
    });

    it('2.5 within a millisecond a snapshot that agrees with an answer validates it', async () => {
      await versions(1, aModelVersion({ status: 'STOPPED' }));
      await answer(5, aModelVersion({ status: 'STARTING' }));
      await named(5, ['v1'], aModelVersion({ status: 'STARTING', minInferenceUnits: 2 }));
      expect(stage.catalog.version(CATS, 'v1')).toMatchObject({
        value: { minInferenceUnits: 2 },
        validatedAt: 5,
      });
      expect(await logged()).toEqual(['v1: STOPPED > STARTING']);
    });

    it('2.6 keeps a version that was made after a list without it began', async () => {
      await answer(5, aModelVersion());
      await versions(4);
      expect(stage.catalog.versions(CATS)).toEqual({ values: [aModelVersion()], validatedAt: 0 });
    });

    it('2.7 does not let an older snapshot bring back what is gone', async () => {
      await versions(1, aModelVersion());
      await named(5, ['v1']);
      await versions(4, aModelVersion());
      await named(3, ['v1'], aModelVersion());
      expect(stage.catalog.version(CATS, 'v1')).toEqual({ value: null, validatedAt: 5 });
      expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
    });

    it('2.8 remembers what is gone for ten minutes, also in a project that was never listed', async () => {
      const begun = stage.now();
      await named(begun + 1, ['v1'], aModelVersion());
      await named(begun + 2, ['v1']);
      await stage.advance(9 * 60_000);
      await named(begun + 1, ['v1'], aModelVersion());
      expect(stage.catalog.versionEntries(CATS)).toEqual([]);
      expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
    });

    it('2.9 takes nothing from a poller that another one has replaced, whatever time it claims', async () => {
      await versions(1, aModelVersion({ status: 'STOPPED' }));
      const look = (startedAt: number, status: 'STARTING' | 'RUNNING') =>
        ({
          kind: 'versions',
          projectArn: CATS,
          scope: 'all',
          versions: [aModelVersion({ status })],
          startedAt,
        }) as const;
      await observe(look(2, 'STARTING'), 2);
      await observe(look(3, 'RUNNING'), 1);
      expect(stage.catalog.version(CATS, 'v1')?.value?.status).toBe('STARTING');
      await observe(look(4, 'RUNNING'), 2);
      expect(await logged()).toEqual(['v1: STOPPED > STARTING', 'v1: STARTING > RUNNING']);
    });
  });

  describe('3. what is gone', () => {
    it('3.1 logs a version that a list lacks', async () => {
      await versions(1, aModelVersion({ status: 'DELETING' }), aModelVersion({ name: 'v2' }));
      await versions(2, aModelVersion({ name: 'v2' }));
      expect(stage.catalog.version(CATS, 'v1')).toEqual({ value: null, validatedAt: 2 });
      expect(stage.catalog.versionEntries(CATS)).toHaveLength(1);
      const [item] = await take(await follow(stage.start), 1);
      expect(item).toMatchObject({ change: { version: null, status: null, previousStatus: 'DELETING' } });
      expect(await logged()).toEqual(['v1: DELETING > null']);
    });

    it('3.2 takes nothing for gone that a snapshot does not cover', async () => {
      await versions(1, aModelVersion(), aModelVersion({ name: 'v2' }));
      await named(2, ['v2']);
      expect(stage.catalog.versions(CATS)?.values).toEqual([aModelVersion()]);
      expect(await logged()).toEqual(['v2: TRAINING_COMPLETED > null']);
    });

    it('3.3 sees another version under the same name as one gone and one new', async () => {
      const again = aModelVersion({ creationTimestamp: 1_800_000_000_000, status: 'TRAINING_IN_PROGRESS' });
      await versions(1, aModelVersion());
      await versions(2, again);
      expect(stage.catalog.versions(CATS)?.values).toEqual([again]);
      const items = await take(await follow(stage.start), 2);
      expect(items).toMatchObject([
        { change: { versionArn: aModelVersionArn(), previousStatus: 'TRAINING_COMPLETED', status: null } },
        { change: { versionArn: again.arn, previousStatus: null, status: 'TRAINING_IN_PROGRESS' } },
      ]);
    });

    it('3.4 ends every version of a project that AWS does not know', async () => {
      await versions(1, aModelVersion(), aModelVersion({ name: 'v2', status: 'RUNNING' }));
      await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 2 });
      expect(stage.catalog.versions(CATS)).toEqual({ values: [], validatedAt: 2 });
      expect((await logged()).sort()).toEqual(['v1: TRAINING_COMPLETED > null', 'v2: RUNNING > null']);
    });

    it('3.5 ends the versions of a project that a list of projects lacks', async () => {
      await projects(1, aProject());
      await versions(1, aModelVersion());
      await projects(2);
      expect(stage.catalog.project(HERE, 'cats')).toEqual({ value: null, validatedAt: 2 });
      expect(stage.catalog.versionEntries(CATS)).toEqual([]);
      expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
    });

    it('3.6 ends the versions of a project when another has its name', async () => {
      const again = aProject({ creationTimestamp: 1_800_000_000_000 });
      await projects(1, aProject());
      await versions(1, aModelVersion());
      await observe({ kind: 'project-answer', project: again, startedAt: 2 });
      expect(stage.catalog.project(HERE, 'cats')).toEqual({ value: again, validatedAt: 0 });
      expect(stage.catalog.versionEntries(CATS)).toEqual([]);
      expect(await logged()).toEqual(['v1: TRAINING_COMPLETED > null']);
    });

    it('3.7 keeps versions of projects that a snapshot by name does not cover', async () => {
      await projects(1, aProject());
      await versions(1, aModelVersion());
      await observe({ kind: 'projects', at: HERE, scope: ['dogs'], projects: [], startedAt: 2 });
      expect(stage.catalog.versionEntries(CATS)).toHaveLength(1);
    });

    it('3.8 does not let an older snapshot bring back the versions of a project that is gone', async () => {
      await projects(1, aProject());
      await projects(5);
      await versions(4, aModelVersion());
      expect(stage.catalog.versionEntries(CATS)).toEqual([]);
      await observe({ kind: 'project-gone', projectArn: aProjectArn('dogs'), startedAt: 5 });
      const dog = aModelVersion({ projectArn: aProjectArn('dogs') });
      await observe({
        kind: 'versions',
        projectArn: dog.projectArn,
        scope: 'all',
        versions: [dog],
        startedAt: 4,
      });
      expect(stage.catalog.versionEntries(dog.projectArn)).toEqual([]);
    });

    it('3.9 takes an older word of the end as nothing once the project was seen again', async () => {
      await projects(5, aProject());
      await versions(3, aModelVersion());
      await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 4 });
      expect(stage.catalog.project(HERE, 'cats')?.value).toEqual(aProject());
      await versions(6, aModelVersion());
      expect(stage.catalog.versions(CATS)?.values).toHaveLength(1);
    });

    it('3.10 takes the end of one project as no end of another under its name', async () => {
      const again = aProject({ creationTimestamp: 1_800_000_000_000 });
      await projects(1, again);
      await observe({ kind: 'project-gone', projectArn: CATS, startedAt: 2 });
      expect(stage.catalog.project(HERE, 'cats')?.value).toEqual(again);
    });

    it('3.11 believes an answer about a project that a snapshot of the same millisecond missed', async () => {
      await projects(1);
      await answer(1, aModelVersion());
      expect(stage.catalog.version(CATS, 'v1')?.value).toEqual(aModelVersion());
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
      expect(stage.catalog.version(CATS, 'v2')).toEqual({ value: made, validatedAt: 0 });
      expect(stage.catalog.versions(CATS)).toEqual({ values: [aModelVersion(), made], validatedAt: 0 });
    });

    it('4.2 is validated by a snapshot by name, as fresh as the list was', async () => {
      await versions(1, aModelVersion());
      await answer(2, aModelVersion({ status: 'STARTING' }));
      await named(3, ['v1'], aModelVersion({ status: 'STARTING' }));
      expect(stage.catalog.version(CATS, 'v1')?.validatedAt).toBe(3);
      expect(stage.catalog.versions(CATS)?.validatedAt).toBe(1);
    });

    it('4.3 is confirmed by a newer list, not by one that began before', async () => {
      await answer(2, aModelVersion());
      await versions(1);
      expect(stage.catalog.versions(CATS)?.validatedAt).toBe(0);
      await versions(3, aModelVersion());
      expect(stage.catalog.versions(CATS)?.validatedAt).toBe(3);
    });

    it('4.4 knows of any name in a list that it does not exist', async () => {
      await versions(1, aModelVersion());
      expect(stage.catalog.version(CATS, 'other')).toEqual({ value: null, validatedAt: 1 });
    });

    it('4.5 does the same for projects', async () => {
      await projects(1);
      expect(stage.catalog.project(HERE, 'cats')).toEqual({ value: null, validatedAt: 1 });
      await observe({ kind: 'project-answer', project: aProject({ status: 'CREATING' }), startedAt: 2 });
      expect(stage.catalog.projects(HERE)).toMatchObject({
        values: [{ status: 'CREATING' }],
        validatedAt: 0,
      });
      await observe({
        kind: 'projects',
        at: HERE,
        scope: ['cats'],
        projects: [aProject()],
        startedAt: 3,
      });
      expect(stage.catalog.projects(HERE)).toEqual({ values: [aProject()], validatedAt: 1 });
    });

    it('4.6 keeps accounts and regions apart', async () => {
      await projects(1, aProject());
      expect(stage.catalog.projects({ ...HERE, region: 'eu-west-1' })).toBeUndefined();
      expect(stage.catalog.project({ ...HERE, accountId: '999999999999' }, 'cats')).toBeUndefined();
    });
  });
}
