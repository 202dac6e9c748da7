import { Kind, parse, print } from 'graphql';
import { BurnRateDocument, CompareModelsDocument } from '../../../schema/generated/operations.js';
import { createSchema } from '../../../src/graphql/schema.js';
import { costOf } from '../../../src/server/limits/cost.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ALWAYS_FRESH, projectArnOf, versionArnOf } from '../demo.js';
import { LIST_PROJECTS, LIST_VERSIONS, VERSIONS_BY_ARN, WHOLE_PROJECT, WHOLE_VERSION } from '../documents.js';

const PLACES = 3;
const NESTED = `query ($first: Int!) { projects(first: $first) { nodes {
  tags { key } policies { totalCount } modelVersions(first: 100) { nodes { tags { key } project { name } evaluationResult { report { f1Score } } } }
} } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    ACCOUNTS,
    LIMITS: '{"upstreamCalls": 100000, "values": 1000000}',
  });
});
afterAll(() => gateway.close());

it('no operation takes more calls to AWS than were counted before it ran', async () => {
  const arn = await projectArnOf(gateway, 'circuit-boards');
  const version = await versionArnOf(gateway, 'circuit-boards', 'v3');
  const others = await Promise.all([
    versionArnOf(gateway, 'crop-health', '2026-harvest.3'),
    versionArnOf(gateway, 'chat-moderation', 'adapter-3'),
  ]);
  const operations: readonly (readonly [string, Record<string, unknown>])[] = [
    [WHOLE_VERSION, { arn: version }],
    [WHOLE_PROJECT, { arn, versionName: 'v3' }],
    [LIST_VERSIONS, { arn, filter: { names: ['v1', 'v2', 'v3'] } }],
    [LIST_PROJECTS, { first: 100 }],
    [VERSIONS_BY_ARN, { arns: [version] }],
    [NESTED, { first: 100 }],
    [print(BurnRateDocument), {}],
    [print(CompareModelsDocument), { base: version, with: others }],
  ];
  for (const [query, variables] of operations) {
    const document = parse(query);
    const operation = document.definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION);
    if (!operation) throw new Error('no operation');
    const counted = costOf(createSchema(), document, operation, variables, PLACES).calls;
    const { extensions, data } = await gateway.query(query, variables);
    expect(data).toBeTruthy();
    expect(extensions?.upstream.calls).toBeGreaterThan(0);
    expect(extensions?.upstream.calls).toBeLessThanOrEqual(Math.ceil(counted));
  }
});
