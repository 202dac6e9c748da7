import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectArn } from '../../src/domain/arn.js';
import { startTestEmulator } from '../support/emulator.js';
import { aCallContext, anUpstream, failing, RATELESS } from './upstream-stage.js';
import { HERE, setUpstreamWorld } from './upstream-world.js';

const names = (count: number, prefix = 'v') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('1. names', () => {
  const world = setUpstreamWorld();
  const sizes = async () =>
    (await world.inputsOf('DescribeProjectVersions')).map((it) => (it.VersionNames as string[])?.length ?? 0);

  test('1.1 go in tens where pages would not be fewer', async () => {
    const { version, project, upstream, control } = world;
    const arn = await project();
    for (const name of names(4)) await version(arn, name);
    await control().clearRequests();
    const snapshot = await upstream().describeModelVersions(arn, names(10), aCallContext());
    expect(snapshot?.values.map((it) => it.name).sort()).toEqual(names(4));
    expect(await sizes()).toEqual([10]);
  });

  test('1.2 more than ten are a list, where the project fits a page', async () => {
    const { version, project, upstream, control } = world;
    const arn = await project();
    for (const name of names(12)) await version(arn, name);
    await control().clearRequests();
    const snapshot = await upstream().describeModelVersions(arn, names(11), aCallContext());
    expect(snapshot?.values.map((it) => it.name).sort()).toEqual(names(11).sort());
    expect(await sizes()).toEqual([0]);
  });

  test('1.3 wanted by many within milliseconds share calls, and each gets its own', async () => {
    const { version, project, upstream, control } = world;
    const arn = await project();
    for (const name of names(9)) await version(arn, name);
    await control().clearRequests();
    const looks = await Promise.all(
      [...names(9), ...names(9)].map((name) => upstream().describeModelVersions(arn, [name], aCallContext())),
    );
    expect(looks.map((snapshot) => snapshot?.values.map((it) => it.name))).toEqual(
      [...names(9), ...names(9)].map((name) => [name]),
    );
    expect(await sizes()).toEqual([9]);
  });

  test('1.4 of projects go in tens', async () => {
    const { project, upstream, inputsOf } = world;
    for (const name of names(3, 'p')) await project(name);
    const { values } = await upstream().describeProjects(HERE, names(25, 'p'), aCallContext());
    expect(values.map((it) => it.name).sort()).toEqual(names(3, 'p'));
    const counts = (await inputsOf('DescribeProjects')).map((it) => (it.ProjectNames as string[]).length);
    expect(counts.sort()).toEqual([10, 10, 5]);
  });

  test('1.5 in one call that fails fail together', async () => {
    const { project, upstream, control } = world;
    const arn = await project();
    await control().addFault({ operation: 'DescribeProjectVersions', error: 'AccessDeniedException' });
    const looks = names(3).map((name) => upstream().describeModelVersions(arn, [name], aCallContext()));
    for (const snapshot of looks) await expect(snapshot).rejects.toEqual(failing('UPSTREAM_ACCESS_DENIED'));
    await control().clearFaults();
    expect((await upstream().describeModelVersions(arn, names(3), aCallContext()))?.values).toEqual([]);
  });
});

describe('2. pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upstream-'));
  const path = join(folder, 'state.json');
  let projectArn: ProjectArn;
  const COUNT = 230;

  const opened = async () => {
    const emulator = await startTestEmulator({ transitions: 'immediate', data: path });
    const endpoint = { url: emulator.url, accessKeyId: HERE.accountId, secretAccessKey: 'x' };
    return { emulator, upstream: anUpstream([HERE], endpoint, RATELESS) };
  };

  /** More than the default quotas allow: some accounts have raised ones. */
  beforeAll(async () => {
    const { emulator, upstream } = await opened();
    const asked = { projectName: 'cats', feature: null, autoUpdate: null, tags: [] };
    projectArn = await upstream.createProject(HERE, asked, aCallContext());
    upstream.close();
    await emulator.close();
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    const region = stored.state.regions[`${HERE.accountId}/${HERE.region}`];
    const [project] = Object.values<{ arn: string; name: string; createdAtMs: number }>(region.projects);
    for (const name of names(COUNT, 'p')) {
      const arn = `arn:aws:rekognition:${HERE.region}:${HERE.accountId}:project/${name}/1`;
      region.projects[arn] = { ...project, name, arn };
    }
    writeFileSync(path, JSON.stringify(stored));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('2.1 are read to the last, and each project comes once', async () => {
    const { emulator, upstream } = await opened();
    const { values } = await upstream.listProjects(HERE, aCallContext());
    expect(new Set(values.map((it) => it.arn)).size).toBe(COUNT + 1);
    expect(values.map((it) => it.arn)).toContain(projectArn);
    expect((await emulator.control.requests()).counts).toEqual({ DescribeProjects: 3 });
    upstream.close();
    await emulator.close();
  });

  test('2.2 of which one fails are no list', async () => {
    const { emulator, upstream } = await opened();
    const list = () => upstream.listProjects(HERE, aCallContext());
    const denied = { operation: 'DescribeProjects', error: 'AccessDeniedException' };
    await emulator.control.addFault({ ...denied, rate: 0.5 });
    let failures = 0;
    for (let round = 0; round < 12; round++) {
      const snapshot = await list().catch(() => null);
      if (snapshot) expect(snapshot.values).toHaveLength(COUNT + 1);
      else failures++;
    }
    expect(failures).toBeGreaterThan(0);
    await emulator.control.clearFaults();
    expect((await list()).values).toHaveLength(COUNT + 1);
    upstream.close();
    await emulator.close();
  });
});
