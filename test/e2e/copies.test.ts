import { CopyModelDocument, DeleteModelDocument } from '../../schema/generated/operations.js';
import { apiKeys, ask, bearer, keyOf } from '../support/callers.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { NO_RATES, OUTPUT } from '../support/models.js';
import { until } from '../support/until.js';
import { ACCOUNTS, HOME, PARTNER, projectArnOf, versionArnOf } from './demo.js';

const COPIES = `query ($arn: ModelVersionArn!, $first: Int! = 20, $after: String) {
  modelVersion(arn: $arn) {
    copies(first: $first, after: $after) {
      totalCount
      nodes { name project { name } sourceModelVersion { arn } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly name: string;
    readonly project: { readonly name: string };
    readonly sourceModelVersion: { readonly arn: string } | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface Answer {
  readonly modelVersion: { readonly copies: Page } | null;
}

const named = (page: Page | undefined) => page?.nodes.map(({ project, name }) => `${project.name}/${name}`);
const SETTINGS = { ACCOUNTS, READ_MAX_AGE_MS: '0', POLL_INTERVAL_MS: '100', ...NO_RATES };

describe('down the line from a version', () => {
  let gateway: TestGateway;
  let source: string;
  beforeAll(async () => {
    gateway = await startGateway(SETTINGS);
    source = await versionArnOf(gateway, 'circuit-boards', 'v3');
  });
  afterAll(() => gateway.close());

  const copiesOf = async (arn: string, page: object = {}): Promise<Page | undefined> =>
    (await gateway.query<Answer>(COPIES, { arn, ...page })).data?.modelVersion?.copies;

  it('are its copies in any account of the region, newest first, up to the one that was deleted', async () => {
    await until(async () => named(await copiesOf(source))?.join() === 'circuit-boards-staging/from-v3');
    const input = {
      sourceProjectArn: await projectArnOf(gateway, 'circuit-boards', HOME),
      sourceModelVersionArn: source,
      destinationProjectArn: await projectArnOf(gateway, 'received-models', PARTNER),
      versionName: 'theirs',
      outputConfig: OUTPUT,
    };
    const { copyModelVersion } = await gateway.run(CopyModelDocument, { input });
    expect(copyModelVersion.userErrors).toEqual([]);
    const both = await copiesOf(source);
    expect(named(both)).toEqual(['received-models/theirs', 'circuit-boards-staging/from-v3']);
    for (const it of both?.nodes ?? []) expect(it.sourceModelVersion).toEqual({ arn: source });

    const first = await copiesOf(source, { first: 1 });
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const second = await copiesOf(source, { first: 1, after: first?.pageInfo.endCursor });
    expect([named(first), named(second)]).toEqual([
      ['received-models/theirs'],
      ['circuit-boards-staging/from-v3'],
    ]);

    const arn = copyModelVersion.modelVersion?.arn ?? '';
    expect(await copiesOf(arn)).toMatchObject({ nodes: [], totalCount: 0 });
    await gateway.control.advance(3_600_000);
    await until(async () => {
      const { deleteModelVersion } = await gateway.run(DeleteModelDocument, { modelVersionArn: arn });
      return deleteModelVersion.userErrors.length === 0;
    });
    await gateway.control.advance(3_600_000);
    await until(async () => named(await copiesOf(source))?.join() === 'circuit-boards-staging/from-v3');
  });

  it('of a version that was never copied are none', async () => {
    expect(await copiesOf(await versionArnOf(gateway, 'crop-health', '2026-harvest.2'))).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
  });
});

const COMPARE = `query ($base: ModelVersionArn!, $with: [ModelVersionArn!]!) {
  compareModelVersions(base: $base, with: $with) { modelVersion { name } labels { label } }
}`;

describe('a caller that may see one project', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const projects = (name: string) => [`arn:aws:rekognition:us-east-1:123456789012:project/${name}`];
    gateway = await startGateway({
      ...SETTINGS,
      ALLOWED_BUCKETS: 'custom-labels-console-*',
      AUTH: 'api-key',
      API_KEYS: apiKeys(['root', 'boards']),
      GRANTS: JSON.stringify([
        { to: ['root'], role: 'owner', projects: ['*'] },
        { to: ['boards'], role: 'viewer', projects: projects('circuit-boards') },
      ]),
    });
  });
  afterAll(() => gateway.close());

  const VERSIONS = '{ projects { nodes { modelVersions { nodes { arn } } } } }';
  const askAs = <T>(subject: string, query: string, variables: object = {}) =>
    ask<T>(gateway, bearer(keyOf(subject)), query, variables);
  async function arnsSeenByRoot() {
    type Seen = { projects: { nodes: { modelVersions: { nodes: { arn: string }[] } }[] } };
    const { data } = await askAs<Seen>('root', VERSIONS);
    return data?.projects.nodes.flatMap((it) => it.modelVersions.nodes.map(({ arn }) => arn)) ?? [];
  }
  const arnOf = async (name: string) =>
    (await arnsSeenByRoot()).find((it) => it.includes(`/version/${name}/`));

  it('sees no copies in the others', async () => {
    const arn = await arnOf('v3');
    const seenBy = async (subject: string) =>
      (await askAs<Answer>(subject, COPIES, { arn })).data?.modelVersion?.copies;
    await until(async () => (await seenBy('root'))?.totalCount === 1);
    expect(await seenBy('boards')).toMatchObject({ totalCount: 0, nodes: [], pageInfo: { endCursor: null } });
  });

  it('compares nothing that it may not see, as if it did not exist', async () => {
    const [v3, v4, hidden] = [await arnOf('v3'), await arnOf('v4'), await arnOf('from-v3')];
    const compared = async (base: unknown, ...others: unknown[]) =>
      (await askAs<{ compareModelVersions: unknown }>('boards', COMPARE, { base, with: others })).data
        ?.compareModelVersions;
    expect(await compared(v3, hidden, v4)).toEqual([
      null,
      { modelVersion: { name: 'v4' }, labels: expect.any(Array) },
    ]);
    expect(await compared(hidden, v3)).toEqual([null]);
  });
});
