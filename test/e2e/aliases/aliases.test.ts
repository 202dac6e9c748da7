import { print } from 'graphql';
import {
  DeleteAliasDocument,
  PutAliasDocument,
  PutScheduleDocument,
  ShowAliasDocument,
} from '../../../schema/generated/operations.js';
import { FOLLOW } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { cursorOf } from '../../support/status-stream.js';
import { refusals } from '../demo.js';
import { MOVED_ALIASES } from '../documents.js';
import { FORESEE_ALIAS } from '../mutation-documents.js';

let gateway: TestGateway;
let projectArn: string;
let v1: string;
let v2: string;
let names = 0;

beforeAll(async () => {
  gateway = await startGateway({ EMULATOR_DATA: 'empty', READ_MAX_AGE_MS: '0', ...NO_RATES });
});
afterAll(() => gateway.close());

beforeEach(async () => {
  names += 1;
  const { projectArn: arn, arns } = await createTrainedModels(gateway, ['v1', 'v2'], `models-${names}`);
  projectArn = arn;
  [v1 = '', v2 = ''] = arns;
});

async function put(modelVersionArn: string, more: object = {}) {
  const input = { projectArn, name: 'champion', modelVersionArn, ...more };
  return (await gateway.run(PutAliasDocument, { input })).putModelAlias;
}
async function remove(more: object = {}) {
  const input = { projectArn, name: 'champion', ...more };
  return (await gateway.run(DeleteAliasDocument, { input })).deleteModelAlias;
}
async function show() {
  return (await gateway.run(ShowAliasDocument, { projectArn, name: 'champion' })).project?.alias;
}

describe('an alias', () => {
  it('names a version until it is moved', async () => {
    expect(await show()).toBeNull();
    expect((await put(v1)).alias).toMatchObject({
      name: 'champion',
      modelVersionArn: v1,
      isProtected: false,
    });
    expect(await show()).toMatchObject({ updatedBy: 'local', modelVersion: { arn: v1, name: 'v1' } });
    await put(v2);
    expect((await show())?.modelVersion?.arn).toBe(v2);
  });

  it('is among those of its version and of its project, by name, and is found again by its id', async () => {
    for (const name of ['staging', 'champion']) await put(v1, { name });
    const { data } = await gateway.query<{
      project: { aliases: { id: string; name: string }[] };
      one: { aliases: { name: string }[] };
      other: { aliases: { name: string }[] };
    }>(
      `{ project(arn: "${projectArn}") { aliases { id name } }
        one: modelVersion(arn: "${v1}") { aliases { name } } other: modelVersion(arn: "${v2}") { aliases { name } } }`,
    );
    const both = [{ name: 'champion' }, { name: 'staging' }];
    expect(data?.project.aliases).toMatchObject(both);
    expect([data?.one.aliases, data?.other.aliases]).toEqual([both, []]);
    const id = data?.project.aliases[0]?.id;
    const node = await gateway.query('query ($id: ID!) { node(id: $id) { ... on ModelAlias { name } } }', {
      id,
    });
    expect(node.data).toEqual({ node: { name: 'champion' } });
    await remove();
    const gone = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(gone.data).toEqual({ node: null });
  });

  it('says so when its version is gone', async () => {
    await put(v1);
    const { data } = await gateway.query(
      `mutation { deleteModelVersion(input: { modelVersionArn: "${v1}" }) { userErrors { code } } }`,
    );
    expect(data).toEqual({ deleteModelVersion: { userErrors: [] } });
    await gateway.control.advance(3_600_000);
    expect(await show()).toMatchObject({ name: 'champion', modelVersion: null });
  });

  it('keeps its moves, newest first, also those before it was deleted, and pages through them', async () => {
    await put(v1);
    await put(v1, { isProtected: true });
    await put(v2);
    await remove();
    await put(v1);
    const moves = (await show())?.history.nodes;
    expect(moves?.map((it) => [it.previousModelVersionArn, it.modelVersionArn, it.by])).toEqual([
      [null, v1, 'local'],
      [v2, null, 'local'],
      [v1, v2, 'local'],
      [null, v1, 'local'],
    ]);
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await historyPage(after);
      seen.push(...page.nodes);
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(moves?.map(({ at }) => ({ at })));
  });
});

interface Page {
  readonly nodes: { at: string }[];
  readonly pageInfo: { endCursor: string; hasNextPage: boolean };
}
async function historyPage(after: string | null): Promise<Page> {
  const { data } = await gateway.query<{ project: { alias: { history: Page } } }>(
    `query ($arn: ProjectArn!, $after: String) { project(arn: $arn) { alias(name: "champion") {
      history(first: 3, after: $after) { nodes { at } pageInfo { endCursor hasNextPage } } } } }`,
    { arn: projectArn, after },
  );
  if (!data) throw new Error('no answer');
  return data.project.alias.history;
}

describe('a put', () => {
  it('holds against the revision that it names, or must be new', async () => {
    const first = (await put(v1, { mustBeNew: true })).alias?.revision;
    expect(refusals(await put(v2, { mustBeNew: true }))).toEqual(['ALREADY_EXISTS name']);
    const second = (await put(v2, { revision: first })).alias?.revision;
    expect(refusals(await put(v1, { revision: first }))).toEqual(['REVISION_MISMATCH revision']);
    expect(refusals(await remove({ revision: first }))).toEqual(['REVISION_MISMATCH revision']);
    expect(refusals(await remove({ revision: second }))).toEqual([]);
    expect(refusals(await put(v1, { revision: second }))).toEqual(['REVISION_MISMATCH revision']);
    expect(refusals(await remove())).toEqual(['NOT_FOUND name']);
  });

  it('keeps the protection that it does not name', async () => {
    expect((await put(v1, { isProtected: true })).alias?.isProtected).toBe(true);
    expect((await put(v2)).alias?.isProtected).toBe(true);
    expect((await put(v1, { isProtected: null })).alias?.isProtected).toBe(true);
    expect((await put(v1, { isProtected: false })).alias?.isProtected).toBe(false);
  });

  it.each(['', 'Champion', '1st', 'a_b', '-a', 'a'.repeat(64)])('refuses the name "%s"', async (name) => {
    expect(refusals(await put(v1, { name }))).toEqual(['INVALID_INPUT name']);
    expect(refusals(await remove({ name }))).toEqual(['NOT_FOUND name']);
  });

  it('refuses a version of another project, one that is not there, and a project that is not there', async () => {
    const other = await createTrainedModels(gateway, ['v1'], `others-${names}`);
    expect(refusals(await put(other.arns[0] ?? ''))).toEqual(['INVALID_INPUT modelVersionArn']);
    expect(refusals(await put(v1.replace('/v1/', '/v9/')))).toEqual(['NOT_FOUND modelVersionArn']);
    expect(refusals(await put(v1, { projectArn: `${projectArn}0` }))).toEqual(['NOT_FOUND projectArn']);
  });

  it('takes 100 aliases a project, and moves them when there are so many', async () => {
    for (let n = 0; n < 100; n += 1) expect(refusals(await put(v1, { name: `a${n}` }))).toEqual([]);
    expect(refusals(await put(v1, { name: 'one-more' }))).toEqual(['QUOTA_EXCEEDED name']);
    expect(refusals(await put(v2, { name: 'a99' }))).toEqual([]);
  });

  it('gives the first result of its key again, and moves nothing a second time', async () => {
    const first = await put(v1, { idempotencyKey: `key-${names}` });
    await put(v2);
    expect(await put(v1, { idempotencyKey: `key-${names}` })).toEqual(first);
    expect((await show())?.modelVersion?.arn).toBe(v2);
  });
});

it('a dry run says what would refuse it, and changes nothing', async () => {
  const foresee = async (more: object = {}) => {
    const of = { projectArn, name: 'champion', dryRun: true };
    const { data } = await gateway.query(FORESEE_ALIAS, {
      put: { ...of, modelVersionArn: v1, ...more },
      delete: of,
    });
    return data;
  };
  const fine = { plan: { calls: [], warnings: [] }, userErrors: [] };
  const missing = { ...fine, userErrors: [{ code: 'NOT_FOUND', field: ['name'] }] };
  expect(await foresee()).toEqual({ putModelAlias: fine, deleteModelAlias: missing });
  expect(await show()).toBeNull();
  await put(v2);
  const taken = { ...fine, userErrors: [{ code: 'ALREADY_EXISTS', field: ['name'] }] };
  expect(await foresee({ mustBeNew: true })).toEqual({ putModelAlias: taken, deleteModelAlias: fine });
  expect((await show())?.modelVersion?.arn).toBe(v2);
});

it('a move warns where a window of a schedule of the alias is open, and starts nothing', async () => {
  await put(v1);
  const schedule = (name: string, isEnabled: boolean) => ({
    ...{ projectArn, name, aliasName: 'champion', windows: ['MON-SUN 00:00-24:00'], timeZone: 'UTC' },
    ...{ minInferenceUnits: 1, isEnabled },
  });
  for (const input of [schedule('always', true), schedule('never', false)])
    expect(refusals((await gateway.run(PutScheduleDocument, { input })).putSchedule)).toEqual([]);
  for (const change of [() => put(v2, { dryRun: true }), () => put(v2), () => remove()])
    expect((await change()).warnings).toMatchObject([
      { code: 'WINDOW_IS_OPEN', message: expect.stringContaining('always'), field: ['name'] },
    ]);
  expect((await put(v1, { name: 'other' })).warnings).toEqual([]);
});

it('every move is told once, in order, with the alias as it is now and the move as it was then', async () => {
  const events = FOLLOW.SSE(gateway, {}, MOVED_ALIASES, {
    projectArns: [projectArn],
    after: await cursorOf(gateway),
  });
  await put(v1);
  await put(v1, { isProtected: true });
  await put(v2);
  await remove();
  const moved = (previousModelVersionArn: string | null, modelVersionArn: string | null) => ({
    data: {
      events: {
        ...{ kind: 'ALIAS_MOVED', modelVersionArn, alias: expect.anything() },
        aliasChange: { by: 'local', previousModelVersionArn, modelVersionArn, workflow: null },
      },
    },
  });
  const told = (await events.until((all) => all.length >= 3)) as { data: { events: { alias: unknown } } }[];
  for (const { data } of told) data.events.alias ??= 'deleted meanwhile';
  expect(told).toEqual([moved(null, v1), moved(v1, v2), moved(v2, null)]);
  events.stop();
});

it('an answer of the response cache is never older than a move', async () => {
  const read = () => gateway.query(print(ShowAliasDocument), { projectArn, name: 'champion' });
  for (const version of [v1, v2, v1, v2]) {
    await put(version);
    for (let n = 0; n < 3; n += 1)
      expect((await read()).data).toMatchObject({ project: { alias: { modelVersion: { arn: version } } } });
  }
});
