import { Rekognition } from '@aws-sdk/client-rekognition';
import { credentialsOf } from '../support/emulator.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/until.js';
import { ALWAYS_FRESH } from './demo.js';
import { LIST_PROJECTS, LIST_VERSIONS, NODE, NODES, WHOLE_PROJECT } from './documents.js';

let gateway: TestGateway;
let aws: Rekognition;
beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    EMULATOR_DATA: 'empty',
    EMULATOR_TRANSITIONS: 'immediate',
  });
  const credentials = credentialsOf('123456789012');
  aws = new Rekognition({ region: 'us-east-1', endpoint: gateway.emulatorUrl, credentials });
});
beforeEach(() => gateway.control.reset());
afterAll(async () => {
  aws.destroy();
  await gateway.close();
});

async function createProject(name: string): Promise<string> {
  return (await aws.createProject({ ProjectName: name })).ProjectArn ?? '';
}

async function createVersion(ProjectArn: string, VersionName: string): Promise<string> {
  const OutputConfig = { S3Bucket: 'bucket', S3KeyPrefix: '' };
  return (await aws.createProjectVersion({ ProjectArn, VersionName, OutputConfig })).ProjectVersionArn ?? '';
}

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  edges: { cursor: string; node: { name: string } }[];
  nodes: { name: string }[];
}

async function page(arn: string, variables: object): Promise<Page> {
  const { data, errors } = await gateway.query<{ project: { modelVersions: Page } }>(LIST_VERSIONS, {
    arn,
    ...variables,
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.project.modelVersions;
}

const BY_NAME = { orderBy: { field: 'NAME', direction: 'ASC' } };
const namesOf = (list: Page) => list.nodes.map((it) => it.name);

describe('pages', () => {
  it('say where they lie in the list, and count the whole list', async () => {
    const arn = await createProject('p');
    for (const name of ['a', 'b', 'c', 'd', 'e']) await createVersion(arn, name);
    const first = await page(arn, { ...BY_NAME, first: 2 });
    const second = await page(arn, { ...BY_NAME, first: 2, after: first.pageInfo.endCursor });
    const third = await page(arn, { ...BY_NAME, first: 2, after: second.pageInfo.endCursor });
    expect([first, second, third].map(namesOf)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect([first, second, third].map((it) => it.totalCount)).toEqual([5, 5, 5]);
    expect([first, second, third].map((it) => it.pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect([first, second, third].map((it) => it.pageInfo.hasPreviousPage)).toEqual([false, true, true]);
    expect(second.pageInfo.startCursor).toBe(second.edges[0]?.cursor);
    expect(second.pageInfo.endCursor).toBe(second.edges[1]?.cursor);
  });

  it('go on after a cursor whatever was added or deleted around it, its own item too', async () => {
    const arn = await createProject('p');
    const arns = new Map<string, string>();
    for (const name of ['b', 'd', 'f', 'h']) arns.set(name, await createVersion(arn, name));
    const { pageInfo } = await page(arn, { ...BY_NAME, first: 2 });
    for (const name of ['a', 'c', 'e']) await createVersion(arn, name);
    for (const name of ['b', 'd']) await aws.deleteProjectVersion({ ProjectVersionArn: arns.get(name) });
    const rest = await page(arn, { ...BY_NAME, first: 100, after: pageInfo.endCursor });
    expect(namesOf(rest)).toEqual(['e', 'f', 'h']);
    expect(rest.totalCount).toBe(5);
  });

  it('are empty after the last item, and for an empty list', async () => {
    const arn = await createProject('p');
    const none = { startCursor: null, endCursor: null, hasNextPage: false };
    expect(await page(arn, {})).toMatchObject({ nodes: [], totalCount: 0, pageInfo: none });
    await createVersion(arn, 'only');
    const { pageInfo } = await page(arn, {});
    expect(await page(arn, { after: pageInfo.endCursor })).toMatchObject({ nodes: [], pageInfo: none });
  });

  it('take first from 1 to 100', async () => {
    const arn = await createProject('p');
    for (const first of [1, 100]) await page(arn, { first });
    for (const first of [0, -1, 101, 2147483647]) {
      const { errors } = await gateway.query(LIST_VERSIONS, { arn, first });
      expect(errors).toMatchObject([
        {
          message: `first: expected 1 to 100, not ${first}.`,
          extensions: { code: 'BAD_USER_INPUT', field: ['first'] },
        },
      ]);
    }
  });

  it('refuse the cursor of another list or order', async () => {
    const arn = await createProject('p');
    await createVersion(arn, 'v');
    const { pageInfo } = await page(arn, BY_NAME);
    const after = pageInfo.endCursor;
    const bad = { code: 'BAD_USER_INPUT', field: ['after'] };
    for (const cursor of [after, '', '!', 'bnVsbA', `${after}x`]) {
      const { errors } = await gateway.query(LIST_VERSIONS, { arn, after: cursor });
      expect(errors).toMatchObject([{ extensions: bad }]);
    }
    const { errors } = await gateway.query(LIST_PROJECTS, { after });
    expect(errors).toMatchObject([{ extensions: bad }]);
  });
});

describe('filters and orders', () => {
  it('narrow a list, all that is named together', async () => {
    const arn = await createProject('p');
    for (const name of ['cat-1', 'cat-2', 'dog-1', 'Cat-3']) await createVersion(arn, name);
    const list = async (filter: object) => namesOf(await page(arn, { ...BY_NAME, filter }));
    expect(await list({ namePrefix: 'cat-' })).toEqual(['cat-1', 'cat-2']);
    expect(await list({ names: ['dog-1', 'cat-2', 'fish', 'dog-1'] })).toEqual(['cat-2', 'dog-1']);
    expect(await list({ names: ['dog-1', 'cat-2'], namePrefix: 'd' })).toEqual(['dog-1']);
    expect(await list({ statuses: ['TRAINING_COMPLETED', 'RUNNING'], namePrefix: 'C' })).toEqual(['Cat-3']);
    expect(await list({ statuses: [] })).toEqual([]);
    expect(await list({ createdAfter: '2020-01-01T00:00:00Z' })).toHaveLength(4);
    expect(await list({ createdBefore: '2020-01-01T02:00:00+02:00' })).toEqual([]);
  });

  it('leave out what was created at the very moment named', async () => {
    const arn = await createProject('p');
    const created = new Date(Number((await createVersion(arn, 'v')).split('/').at(-1)));
    const at = created.toISOString();
    expect(await page(arn, { filter: { createdAfter: at } })).toMatchObject({ totalCount: 0 });
    expect(await page(arn, { filter: { createdBefore: at } })).toMatchObject({ totalCount: 0 });
  });

  it('order by time, name and score, and put what has no score last either way', async () => {
    const arn = await createProject('p');
    await gateway.control.addFault({ operation: 'CreateProjectVersion', outcome: 'FAILED', count: 1 });
    for (const name of ['failed', 'b', 'a', 'B']) {
      const createdAt = Number((await createVersion(arn, name)).split('/').at(-1));
      await until(() => Date.now() > createdAt); // two of one millisecond have no order in time
    }
    const list = async (field: string, direction?: string) =>
      namesOf(await page(arn, { orderBy: { field, ...(direction && { direction }) } }));
    expect(await list('NAME', 'ASC')).toEqual(['B', 'a', 'b', 'failed']);
    expect(await list('NAME')).toEqual(['failed', 'b', 'a', 'B']);
    expect(await list('CREATION_TIMESTAMP', 'ASC')).toEqual(['failed', 'b', 'a', 'B']);
    expect(namesOf(await page(arn, {}))).toEqual(['B', 'a', 'b', 'failed']);
    const [up, down] = [await list('F1_SCORE', 'ASC'), await list('F1_SCORE', 'DESC')];
    expect([up.at(-1), down.at(-1)]).toEqual(['failed', 'failed']);
    expect(up.slice(0, 3).reverse()).toEqual(down.slice(0, 3));
  });
});

describe('global ids', () => {
  const wholeProject = async (arn: string) =>
    (
      await gateway.query<{ project: { id: string; policies: { edges: { node: { id: string } }[] } } }>(
        WHOLE_PROJECT,
        { arn, versionName: 'v' },
      )
    ).data?.project;

  it('lead back to each kind of object, and to null once it is gone', async () => {
    const arn = await createProject('p');
    const versionArn = await createVersion(arn, 'v');
    const Statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 'rekognition:CopyProjectVersion',
      Resource: '*',
    };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await aws.putProjectPolicy({ ProjectArn: arn, PolicyName: 'share', PolicyDocument });
    const project = await wholeProject(arn);
    const version = await gateway.query<{ modelVersion: { id: string } }>(
      'query ($arn: ModelVersionArn!) { modelVersion(arn: $arn) { id } }',
      { arn: versionArn },
    );
    const ids = [project?.id, version.data?.modelVersion.id, project?.policies.edges[0]?.node.id];
    const kinds = [
      { __typename: 'Project' },
      { __typename: 'ModelVersion' },
      { __typename: 'ProjectPolicy' },
    ];
    expect((await gateway.query(NODES, { ids })).data?.nodes).toMatchObject(kinds);
    for (const [index, id] of ids.entries())
      expect((await gateway.query(NODE, { id })).data?.node).toMatchObject({ id, ...kinds[index] });

    await aws.deleteProjectPolicy({ ProjectArn: arn, PolicyName: 'share' });
    await aws.deleteProjectVersion({ ProjectVersionArn: versionArn });
    expect((await gateway.query(NODES, { ids })).data?.nodes).toMatchObject([
      { __typename: 'Project' },
      null,
      null,
    ]);
    await aws.deleteProject({ ProjectArn: arn });
    expect((await gateway.query(NODES, { ids })).data).toEqual({ nodes: [null, null, null] });
  });

  it('fail alone where one is broken', async () => {
    const id = (await wholeProject(await createProject('p')))?.id;
    const { data, errors } = await gateway.query(NODES, { ids: [id, 'broken', id] });
    expect(data?.nodes).toMatchObject([{ id }, null, { id }]);
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('of a name that was deleted and taken again do not lead to the newcomer', async () => {
    const arn = await createProject('p');
    const first = await createVersion(arn, 'v');
    await aws.deleteProjectVersion({ ProjectVersionArn: first });
    const second = await createVersion(arn, 'v');
    const { data } = await gateway.query(
      'query ($arns: [ModelVersionArn!]!) { modelVersions(arns: $arns) { arn } }',
      { arns: [first, second] },
    );
    expect(data).toEqual({ modelVersions: [null, { arn: second }] });
  });
});
