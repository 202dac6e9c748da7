import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../../src/client/index.js';
import {
  BoardHistoriesDocument,
  BoardModelsDocument,
  BoardOverviewDocument,
  BoardProjectModelsDocument,
} from '../../../src/web/board/generated.js';
import { createDataFiles } from '../../support/data-files.js';
import { TRANSPORTS } from '../../support/every-transport.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';

/** As many as AWS allows in an account and region. */
const INVENTORY = { projects: 100, versionsEach: 100 };
const PAGE = `{ projects(first: 100) { totalCount nodes { name modelVersions(first: 100) { totalCount nodes {
  id arn name status statusMessage creationTimestamp observedAt minInferenceUnits maxInferenceUnits feature
} } } } }`;

interface Page {
  readonly projects: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly arn: string;
      readonly modelVersions: { readonly totalCount: number; readonly nodes: readonly { arn: string }[] };
    }[];
  };
}

let folder: string;
let gateway: TestGateway;
let arns: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'large-'));
  const { file } = (await createDataFiles(folder))(INVENTORY);
  gateway = await startGateway({
    ...NO_RATES,
    EMULATOR_DATA: file,
    POLL_INTERVAL_MS: '3600000',
    READ_MAX_AGE_MS: '3600000', // what was read once is there: how fast AWS is, is not the question here
  });
  const { data } = await gateway.query<Page>('{ projects(first: 100) { nodes { arn } } }');
  for (const { arn } of data?.projects.nodes ?? []) // one by one: the emulator is in the same process
    await gateway.query(
      'query ($arn: ProjectArn!) { project(arn: $arn) { modelVersions(first: 1) { totalCount } } }',
      { arn },
    );
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

describe('100 projects with 100 versions each', () => {
  it('are one page, at the default limits', async () => {
    const { data, errors } = await gateway.query<Page>(PAGE);
    expect(errors).toBeUndefined();
    expect(data?.projects.totalCount).toBe(100);
    arns = data?.projects.nodes.flatMap((it) => it.modelVersions.nodes.map(({ arn }) => arn)) ?? [];
    expect(new Set(arns).size).toBe(10_000);
  });

  it.each(['POST', 'GET'])('are answered by %s', async (name) => {
    expect(await TRANSPORTS[name]?.(gateway, PAGE)).toEqual([]);
  });

  it('and everything that the status board reads of them is', async () => {
    const client = createClient({ url: gateway.url });
    const { projects } = await client.query(BoardOverviewDocument, { first: 100 });
    expect(projects.nodes.map((it) => it.all.totalCount)).toEqual(Array(100).fill(100));
    const [first] = projects.nodes;
    const { project } = await client.query(BoardProjectModelsDocument, { arn: first?.arn ?? '' });
    expect(project?.modelVersions.nodes).toHaveLength(100);
    const some = arns.filter((_, index) => index % 100 === 0);
    expect((await client.query(BoardModelsDocument, { arns: some })).modelVersions).not.toContain(null);
    expect((await client.query(BoardHistoriesDocument, { arns: some })).modelVersions).toHaveLength(100);
  });

  it('and so is how many copies each of them has', async () => {
    const { data, errors } = await gateway.query<Page>(
      PAGE.replace('feature', 'copies(first: 1) { totalCount }'),
    );
    expect(errors).toBeUndefined();
    expect(data?.projects.nodes).toHaveLength(100);
  });
});
