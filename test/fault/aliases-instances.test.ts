import { createNames } from '../../src/redis/names.js';
import { controlOf } from '../support/emulator.js';
import { type Instances, startInstances } from '../support/instances.js';
import { queryAt } from '../support/query-at.js';
import { until } from '../support/until.js';
import { FAST } from './fault-world.js';

interface Payload {
  readonly alias: { readonly revision: string; readonly modelVersionArn: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const REGION = 'us-east-1';
const VERSIONS = 12;

/** Three instances on one Redis: each sees the records of the others a moment later. */
let instances: Instances;
let projectArn: string;
let versions: readonly string[];

beforeAll(async () => {
  instances = await startInstances({
    ...{ count: 3, regions: [REGION], versionsEach: VERSIONS },
    emulator: { EMULATOR_TRANSITIONS: 'immediate', EMULATOR_TPS: '0' },
    settings: { UPSTREAM_TPS: FAST, READ_MAX_AGE_MS: '0', READ_REVALIDATE_MS: '0' },
  });
  const { projects } = await queryAt<{
    projects: { nodes: { arn: string; modelVersions: { nodes: { arn: string }[] } }[] };
  }>(urlOf(0), '{ projects { nodes { arn modelVersions(first: 100) { nodes { arn } } } } }');
  const [project] = projects.nodes;
  projectArn = project?.arn ?? '';
  versions = project?.modelVersions.nodes.map((it) => it.arn) ?? [];
});
afterAll(() => instances.close());

const urlOf = (at: number) => instances.all[at % 3]?.url ?? '';

async function put(at: number, name: string, versionArn: string, more = ''): Promise<Payload> {
  const input = `projectArn: "${projectArn}", name: "${name}", modelVersionArn: "${versionArn}" ${more}`;
  const { payload } = await queryAt<{ payload: Payload }>(
    urlOf(at),
    `mutation { payload: putModelAlias(input: { ${input} }) { alias { revision modelVersionArn } userErrors { code } } }`,
  );
  return payload;
}

async function remove(at: number, versionArn: string): Promise<readonly { readonly code: string }[]> {
  const { payload } = await queryAt<{ payload: Payload }>(
    urlOf(at),
    `mutation { payload: deleteModelVersion(input: { modelVersionArn: "${versionArn}" }) { userErrors { code } } }`,
  );
  return payload.userErrors;
}

const key = (name: string) => `idempotencyKey: "${name}"`;

async function removeAlias(name: string, more: string): Promise<readonly { readonly code: string }[]> {
  const input = `projectArn: "${projectArn}", name: "${name}", ${more}`;
  const { payload } = await queryAt<{ payload: Payload }>(
    urlOf(0),
    `mutation { payload: deleteModelAlias(input: { ${input} }) { userErrors { code } } }`,
  );
  return payload.userErrors;
}

it('of many writers on all instances, one moves each revision, and the history has each move', async () => {
  let revision = (await put(0, 'champion', versions[0] ?? '')).alias?.revision ?? '';
  const named = [versions[0]];
  for (let round = 0; round < 20; round += 1) {
    const known = revision;
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        put(at, 'champion', versions[(round + at + 1) % VERSIONS] ?? '', `revision: "${known}"`),
      ),
    );
    const [winner, ...more] = all.filter((it) => it.alias !== null);
    expect(more).toEqual([]);
    expect(all.flatMap((it) => it.userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 8 }, () => 'REVISION_MISMATCH'),
    );
    revision = winner?.alias?.revision ?? '';
    named.push(winner?.alias?.modelVersionArn);
  }
  const moves = named.filter((it, index) => it !== named[index - 1]);
  for (const at of [0, 1, 2])
    await until(async () => {
      const { project } = await queryAt<{
        project: { alias: { revision: string; history: { nodes: { modelVersionArn: string }[] } } };
      }>(
        urlOf(at),
        `{ project(arn: "${projectArn}") { alias(name: "champion") { revision history(first: 100) { nodes { modelVersionArn } } } } }`,
      );
      const told = project.alias.history.nodes.map((it) => it.modelVersionArn).reverse();
      return project.alias.revision === revision && JSON.stringify(told) === JSON.stringify(moves);
    });
});

it('of many that make it as new, one does; without conditions all come through, one after the other', async () => {
  const all = await Promise.all(
    Array.from({ length: 9 }, (_, at) => put(at, 'newcomer', versions[at] ?? '', 'mustBeNew: true')),
  );
  expect(all.filter((it) => it.alias !== null)).toHaveLength(1);
  const free = await Promise.all(
    Array.from({ length: 9 }, (_, at) => put(at, 'newcomer', versions[at] ?? '')),
  );
  expect(new Set(free.map((it) => it.alias?.revision)).size).toBe(9);
});

it('with keys they are told what they are told without, also while an instance is missed that was killed', async () => {
  const redis = instances.redis.client();
  const { keyHolders, keyTime } = createNames();
  await redis.hset(keyHolders, 'killed', Number(await redis.hget(keyTime, 'now')) - 10_000);
  const { alias: made } = await put(0, 'missed', versions[0] ?? '', key('make'));
  for (let round = 0; round < 5; round += 1) {
    const { alias: known } = await put(round, 'missed', versions[0] ?? '');
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        put(
          at,
          'missed',
          versions[at + 1] ?? '',
          `revision: "${known?.revision}", ${key(`move-${round}-${at}`)}`,
        ),
      ),
    );
    expect(all.flatMap((it) => it.userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 8 }, () => 'REVISION_MISMATCH'),
    );
  }
  expect(made).not.toBeNull();
  for (const codes of [[], ['NOT_FOUND']])
    expect((await removeAlias('missed', key(`delete-${codes}`))).map(({ code }) => code)).toEqual(codes);
  await redis.hdel(keyHolders, 'killed');
});

it('of a deletion and a protected alias at the same time on different instances, never both happen', async () => {
  const control = controlOf(instances.emulatorUrl);
  const sent = async () => (await control.requests()).counts.DeleteProjectVersion ?? 0;
  await control.addFault({ operation: 'DeleteProjectVersion', latencyMs: 300, count: 100 });
  for (const [round, versionArn] of versions.entries()) {
    const before = await sent();
    const deleting = remove(round, versionArn);
    const isAfter = round % 2 === 1; // AWS has the deletion, and has not answered it
    if (isAfter) await until(async () => (await sent()) > before);
    const { alias, userErrors } = await put(round + 1, `guard-${round}`, versionArn, 'isProtected: true');
    const refusals = await deleting;
    if (alias) expect(refusals).toEqual([{ code: 'PROTECTED' }]);
    else expect([['IN_USE', 'NOT_FOUND'].includes(userErrors[0]?.code ?? ''), refusals]).toEqual([true, []]);
    if (isAfter) expect(alias).toBeNull();
  }
});
