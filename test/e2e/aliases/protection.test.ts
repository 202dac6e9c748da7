import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH, refusals } from '../demo.js';

const BOARDS = 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards';

interface Payload {
  readonly alias?: { readonly updatedBy: string | null } | null;
  readonly plan?: {
    readonly calls: readonly object[];
    readonly warnings: readonly { code: string }[];
  } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

let gateway: TestGateway;
let projectArn: string;
let v2: string;
let v4: string;

async function run<T>(as: string, document: string): Promise<T> {
  const { data, errors } = await ask<T>(gateway, bearer(keyOf(as)), document);
  if (!data || errors) throw new Error(errors?.[0]?.extensions.code ?? 'no data');
  return data;
}
const change = async (as: string, mutation: string, input: string, fields = ''): Promise<Payload> => {
  const document = `mutation { payload: ${mutation}(input: { ${input} }) { ${fields} userErrors { code field } } }`;
  return (await run<{ payload: Payload }>(as, document)).payload;
};
const put = (as: string, versionArn: string, more = '') =>
  change(
    as,
    'putModelAlias',
    `projectArn: "${projectArn}", name: "champion", modelVersionArn: "${versionArn}" ${more}`,
    'alias { updatedBy }',
  );
const remove = (as: string) =>
  change(as, 'deleteModelAlias', `projectArn: "${projectArn}", name: "champion"`);
const deleteVersion = (versionArn: string, more = '') =>
  change(
    'owner',
    'deleteModelVersion',
    `modelVersionArn: "${versionArn}" ${more}`,
    'plan { calls { operation } warnings { code } }',
  );
const deleteProject = (more = '') =>
  change(
    'owner',
    'deleteProject',
    `projectArn: "${projectArn}" ${more}`,
    'plan { calls { operation } warnings { code } }',
  );

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    AUTH: 'api-key',
    API_KEYS: apiKeys(['owner', 'operator', 'other', 'viewer', 'stranger']),
    GRANTS: JSON.stringify([
      { to: ['owner'], role: 'owner', projects: ['*'] },
      { to: ['operator', 'other'], role: 'operator', projects: [BOARDS] },
      { to: ['viewer'], role: 'viewer', projects: [BOARDS] },
    ]),
  });
  const { projects } = await run<{
    projects: { nodes: { arn: string; v2: { arn: string }; v4: { arn: string } }[] };
  }>(
    'owner',
    '{ projects(filter: { names: ["circuit-boards"] }) { nodes { arn v2: modelVersion(name: "v2") { arn } v4: modelVersion(name: "v4") { arn } } } }',
  );
  const [found] = projects.nodes;
  [projectArn, v2, v4] = [found?.arn ?? '', found?.v2.arn ?? '', found?.v4.arn ?? ''];
});
afterAll(() => gateway.close());
afterEach(async () => {
  await remove('owner');
});

describe('rights', () => {
  it('operators move what is not protected, viewers nothing', async () => {
    expect(refusals(await put('operator', v2))).toEqual([]);
    expect(refusals(await put('operator', v4, 'isProtected: false'))).toEqual([]);
    await expect(put('viewer', v2)).rejects.toThrow('FORBIDDEN');
    await expect(remove('viewer')).rejects.toThrow('FORBIDDEN');
    expect(refusals(await remove('operator'))).toEqual([]);
  });

  it('only owners protect, move and delete a protected one, and take its protection away', async () => {
    expect(refusals(await put('operator', v2, 'isProtected: true'))).toEqual(['PROTECTED name']);
    expect(refusals(await put('owner', v2, 'isProtected: true'))).toEqual([]);
    for (const more of ['', 'isProtected: null', 'isProtected: true', 'isProtected: false'])
      expect(refusals(await put('operator', v4, more))).toEqual(['PROTECTED name']);
    expect(refusals(await remove('operator'))).toEqual(['PROTECTED name']);
    expect(refusals(await put('owner', v4))).toEqual([]);
    expect(refusals(await put('owner', v4, 'isProtected: false'))).toEqual([]);
    expect(refusals(await put('operator', v2))).toEqual([]);
  });

  it('only owners roll out to a protected one', async () => {
    await put('owner', v2, 'isProtected: true');
    const input = `aliasName: "champion", modelVersionArn: "${v4}", minInferenceUnits: 1`;
    for (const more of [', dryRun: true', ''])
      expect(refusals(await change('operator', 'rollOutModelVersion', input + more))).toEqual([
        'PROTECTED aliasName',
      ]);
    await expect(change('viewer', 'rollOutModelVersion', input)).rejects.toThrow('FORBIDDEN');
    expect(refusals(await change('owner', 'rollOutModelVersion', `${input}, dryRun: true`))).toEqual([]);
  });

  it('what others may not see is as if it were not there', async () => {
    await put('owner', v2);
    expect(refusals(await put('stranger', v2))).toEqual(['INVALID_INPUT projectArn']);
    const { project } = await run<{ project: { alias: { id: string } } }>(
      'owner',
      `{ project(arn: "${projectArn}") { alias(name: "champion") { id } } }`,
    );
    const node = `{ node(id: "${project.alias.id}") { id } }`;
    expect(await run('viewer', node)).toEqual({ node: { id: project.alias.id } });
    expect(await run('stranger', node)).toEqual({ node: null });
  });

  it('its subject shows to owners and to the subject itself', async () => {
    await put('operator', v2);
    const shown = async (as: string) =>
      run(
        as,
        `{ project(arn: "${projectArn}") { alias(name: "champion") { updatedBy history(first: 1) { nodes { by } } } } }`,
      );
    const as = (by: string | null) => ({
      project: { alias: { updatedBy: by, history: { nodes: [{ by }] } } },
    });
    expect(await shown('owner')).toEqual(as('operator'));
    expect(await shown('operator')).toEqual(as('operator'));
    expect(await shown('other')).toEqual(as(null));
    expect(await shown('viewer')).toEqual(as(null));
  });
});

describe('what a protected alias names', () => {
  it('cannot be deleted, nor its project, in earnest and in a dry run', async () => {
    await put('owner', v2, 'isProtected: true');
    const nothing = { calls: [], warnings: [] };
    for (const more of ['', 'dryRun: true']) {
      expect(refusals(await deleteVersion(v2, more))).toEqual(['PROTECTED modelVersionArn']);
      expect(refusals(await deleteProject(more))).toEqual(['PROTECTED projectArn']);
    }
    expect((await deleteVersion(v2, 'dryRun: true')).plan).toEqual(nothing);
    expect(await run('owner', `{ modelVersion(arn: "${v2}") { arn } }`)).toEqual({
      modelVersion: { arn: v2 },
    });
  });

  it('can be deleted once it names another, or is not protected: with a warning', async () => {
    await put('owner', v2, 'isProtected: true');
    await put('owner', v4, 'isProtected: false');
    expect((await deleteVersion(v2, 'dryRun: true')).plan?.warnings).toEqual([]);
    await put('owner', v2);
    const { plan } = await deleteVersion(v2, 'dryRun: true');
    expect(plan).toEqual({
      calls: [{ operation: 'DeleteProjectVersion' }],
      warnings: [{ code: 'ALIAS_NAMES_IT' }],
    });
  });

  it('a deletion that AWS refuses leaves nothing in the way of an alias', async () => {
    expect(refusals(await deleteProject())).toEqual(['IN_USE projectArn']);
    expect(refusals(await put('owner', v2, 'isProtected: true'))).toEqual([]);
  });
});
