import { parseModelVersionArn, parseProjectArn } from '../../src/domain/arn.js';
import type { ModelVersion, Project } from '../../src/domain/model.js';
import { MODEL_VERSION_STATUSES, PROJECT_STATUSES } from '../../src/domain/status.js';
import { aCallContext, failing, type ReadingUpstream } from './upstream-stage.js';

/** More would cost a real account its rate for longer than the answer is worth. */
const MOST_PROJECTS = 4;
const TEST_MS = 60_000;
const NEVER = 'no-such-name-anywhere';

/**
 * What the port promises of reading, held against whatever is in the account. Changes nothing.
 * @param start - called once; the suite closes what it gives
 * @param mayBeEmpty - somebody's own account may have no project, no report and no policy
 */
export function upstreamReadingSuite(start: () => Promise<ReadingUpstream>, mayBeEmpty: boolean): void {
  let upstream: ReadingUpstream;
  let projects: readonly Project[];
  /** Every version of a few projects, by project. */
  const versionsOf = new Map<Project, readonly ModelVersion[]>();

  beforeAll(async () => {
    upstream = await start();
    projects = (await upstream.listProjects(here(), slow())).values;
    for (const project of projects.slice(0, MOST_PROJECTS))
      versionsOf.set(project, (await upstream.listModelVersions(project.arn, slow()))?.values ?? []);
  }, TEST_MS);

  afterAll(() => upstream.close());

  const here = () => upstream.accounts[0] as (typeof upstream.accounts)[0] & { accountId: string };
  const slow = () => aCallContext({}, TEST_MS);
  const arnPrefix = () => `arn:aws:rekognition:${here().region}:${here().accountId}:project`;
  const noProject = () => parseProjectArn(`${arnPrefix()}/${NEVER}/1`);
  const seen = () =>
    [...versionsOf].flatMap(([project, versions]) => versions.map((it) => ({ project, it })));

  describe('1. projects', () => {
    test('1.1 are listed under their own names, of the account in the call', () => {
      for (const { arn, name, accountId, region, status, creationTimestamp } of projects) {
        expect(arn).toContain(`:${region}:${accountId}:project/${name}/`);
        expect({ accountId, region }).toEqual(here());
        expect(PROJECT_STATUSES).toContain(status);
        expect(creationTimestamp).toBeLessThan(Date.now() + 3_600_000);
      }
    });

    test('1.2 come by name as they are listed, without the names that do not exist', async () => {
      const names = projects.slice(0, 12).map((it) => it.name);
      const callContext = slow();
      const { values } = await upstream.describeProjects(here(), [NEVER, ...names, ...names], callContext);
      expect(values.map((it) => it.arn).sort()).toEqual(
        projects
          .slice(0, 12)
          .map((it) => it.arn)
          .sort(),
      );
      expect(callContext.cost.calls).toBe(Math.ceil((names.length + 1) / 10));
    });

    test('1.3 by no names make no call', async () => {
      const callContext = slow();
      expect((await upstream.describeProjects(here(), [], callContext)).values).toEqual([]);
      expect(callContext.cost.calls).toBe(0);
    });

    test('1.4 are as old as the moment in which their describe began', async () => {
      const before = performance.timeOrigin + performance.now();
      const { startedAt } = await upstream.describeProjects(here(), [NEVER], slow());
      expect(startedAt).toBeGreaterThanOrEqual(before);
      expect(startedAt).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
    });

    test('1.5 of an account that is not configured are the caller’s mistake', async () => {
      const callContext = slow();
      const elsewhere = { ...here(), region: 'mars-north-1' };
      await expect(upstream.listProjects(elsewhere, callContext)).rejects.toEqual(failing('INVALID_INPUT'));
      expect(callContext.cost.calls).toBe(0);
    });
  });

  describe('2. model versions', () => {
    test('2.1 are listed newest first, under their project', () => {
      for (const [project, versions] of versionsOf) {
        const moments = versions.map((it) => it.creationTimestamp);
        expect(moments).toEqual(moments.toSorted((a, b) => b - a));
        for (const it of versions) {
          expect(it.projectArn).toBe(project.arn);
          expect(it.arn).toContain(`:project/${project.name}/version/${it.name}/`);
          expect(MODEL_VERSION_STATUSES).toContain(it.status);
        }
      }
    });

    test('2.2 come by name as they are listed, without the names that do not exist', async () => {
      for (const [project, versions] of versionsOf) {
        const names = versions.slice(0, 9).map((it) => it.name);
        const callContext = slow();
        const snapshot = await upstream.describeModelVersions(project.arn, [...names, NEVER], callContext);
        expect(snapshot?.values.map((it) => it.arn).sort()).toEqual(
          versions
            .slice(0, 9)
            .map((it) => it.arn)
            .sort(),
        );
        expect(callContext.cost.calls).toBe(1);
      }
    });

    test('2.3 of a project that does not exist are null', async () => {
      expect(await upstream.listModelVersions(noProject(), slow())).toBeNull();
      expect(await upstream.describeModelVersions(noProject(), ['v1'], slow())).toBeNull();
    });

    test('2.4 wanted by several at once are described once', async () => {
      const [project] = versionsOf.keys();
      if (!project) return expect(mayBeEmpty).toBe(true);
      const callers = [slow(), slow(), slow()];
      const looks = await Promise.all(
        callers.map((it) => upstream.describeModelVersions(project.arn, [NEVER], it)),
      );
      expect(looks.map((it) => it?.values)).toEqual([[], [], []]);
      expect(callers.reduce((sum, { cost }) => sum + cost.calls, 0)).toBe(1);
      expect(callers.reduce((sum, { cost }) => sum + cost.coalesced, 0)).toBe(2);
    });
  });

  describe('3. what hangs on them', () => {
    test('3.1 policies are JSON objects with names and revisions; of no project they are null', async () => {
      for (const project of [...versionsOf.keys()].filter((it) => it.feature === 'CUSTOM_LABELS'))
        for (const policy of (await upstream.listProjectPolicies(project.arn, slow())) ?? []) {
          expect(policy.projectArn).toBe(project.arn);
          expect(policy.policyName).toMatch(/^[\w.-]+$/);
          expect(policy.policyRevisionId).toMatch(/^[\dA-Fa-f]+$/);
          expect(policy.policyDocument).toEqual(expect.any(Object));
        }
      expect(await upstream.listProjectPolicies(noProject(), slow())).toBeNull();
    });

    test('3.2 tags are pairs, and what does not exist has none', async () => {
      for (const { it } of seen().slice(0, 3))
        for (const tag of await upstream.listTags(it.arn, slow()))
          expect(tag).toEqual({ key: expect.any(String), value: expect.any(String) });
      const gone = parseModelVersionArn(`${arnPrefix()}/${NEVER}/version/v1/1`);
      await expect(upstream.listTags(gone, slow())).rejects.toEqual(failing('NOT_FOUND'));
    });

    test('3.3 an evaluation report agrees with the description that points to it', async () => {
      const pointer = seen().find(({ it }) => it.status !== 'DELETING' && it.evaluationResult?.summary);
      const { f1Score, summary } = pointer?.it.evaluationResult ?? {};
      if (!summary) return expect(mayBeEmpty).toBe(true);
      const report = await upstream.readEvaluationReport(here(), summary, slow());
      expect(report.f1Score).toBeCloseTo(f1Score ?? Number.NaN, 4);
      expect(report.labels.length).toBeGreaterThan(0);
    });

    test('3.4 a manifest report counts its lines', async () => {
      const pointer = seen().find(({ it }) => it.status !== 'DELETING' && it.manifestSummary);
      if (!pointer?.it.manifestSummary) return expect(mayBeEmpty).toBe(true);
      const { training } = await upstream.readManifestReport(here(), pointer.it.manifestSummary, slow());
      expect(training?.totalLines).toBeGreaterThanOrEqual(training?.validLines ?? 0);
    });

    test('3.5 the manifest of test images names as many as the evaluation report counts', async () => {
      const pointer = seen().find(({ it }) => it.status !== 'DELETING' && it.evaluationResult?.summary);
      const [manifest] = pointer?.it.testingDataResult?.output ?? [];
      const summary = pointer?.it.evaluationResult?.summary;
      if (!summary || !manifest) return expect(mayBeEmpty).toBe(true);
      const { count, fingerprint } = await upstream.readManifestImages(here(), manifest, slow());
      const report = await upstream.readEvaluationReport(here(), summary, slow());
      expect(count).toBe(report.numberOfTestingImages);
      expect(fingerprint).not.toBe('');
    });

    test('3.6 a report without a place is not there, and no call is made', async () => {
      const callContext = slow();
      const nowhere = { bucket: null, name: null, version: null };
      await expect(upstream.readEvaluationReport(here(), nowhere, callContext)).rejects.toEqual(
        failing('NOT_FOUND'),
      );
      expect(callContext.cost.calls).toBe(0);
    });
  });

  test('4.1 the budgets count what was used', () => {
    const used = upstream.budgets().find((it) => it.operation === 'DescribeProjects');
    expect(used).toMatchObject({ ...here(), limitPerSecond: expect.any(Number) });
  });
}
