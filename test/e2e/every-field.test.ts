import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import {
  BurnRateDocument,
  CompareModelsDocument,
  CreateProjectDocument,
  GatewayStatusDocument,
  ListBudgetsDocument,
  ListSchedulesDocument,
  ListWorkflowsDocument,
  ModelUsageDocument,
  PlanStopDocument,
  PromoteModelDocument,
  PutAliasDocument,
  PutBudgetDocument,
  PutScheduleDocument,
  TrainModelDocument,
} from '../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/until.js';
import { ALWAYS_FRESH, OUTPUT, projectArnOf, versionArnOf } from './demo.js';
import {
  LIST_PROJECTS,
  LIST_VERSIONS,
  NODE,
  NODES,
  SCHEDULES_EVERYWHERE,
  VERSIONS_BY_ARN,
  WHOLE_ALIASES,
  WHOLE_LOOKOUT_MODEL,
  WHOLE_PROJECT,
  WHOLE_SPEND,
  WHOLE_VERSION,
  WORKFLOW_PAGE,
} from './documents.js';

const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));

/** What the emulator never has, and what AWS seldom says: other tests show that they are read where they are there. */
const NEVER = [
  'Budget.failure',
  'Dataset.arn',
  'Dataset.creationTimestamp',
  'Dataset.status',
  'Dataset.statusMessage',
  'Dataset.type',
  'Failure.awsRequestId',
  'Failure.code',
  'Failure.message',
  'Failure.retryAt',
  'LookoutVisionModel.kmsKeyId',
  'ManifestReport.errors',
  'ModelAliasChange.workflow',
  'PlannedStop.failure',
  'Project.datasets',
  'ScheduleRun.failure',
  'Workflow.alias',
  'Workflow.endedAt',
  'Workflow.failure',
  'Workflow.result',
];

const MUTATIONS_AND_STREAMS =
  /Payload\.|^(UserError|Plan|PlannedCall|Warning|Mutation|Subscription|GatewayEvent)\./;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...ALWAYS_FRESH, EMULATOR_SPEED: '0.01' });
});
afterAll(() => gateway.close());

it('the demo shows a real value of every field that can be read', async () => {
  const seen = new Set<string>();
  for (const [document, variables] of await questions()) {
    const { data } = await gateway.query(document, variables);
    const definition = parse(document).definitions[0];
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(document);
    note(schema.getQueryType(), definition.selectionSet, data, seen);
  }
  const fields = Object.values(schema.getTypeMap())
    .filter((it): it is GraphQLObjectType => isObjectType(it) && !it.name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`))
    .filter((it) => !MUTATIONS_AND_STREAMS.test(it));
  expect(fields.filter((it) => !seen.has(it))).toEqual(NEVER);
});

async function questions(): Promise<[document: string, variables: object][]> {
  const projectArn = await projectArnOf(gateway, 'circuit-boards');
  const versions = await Promise.all([
    versionArnOf(gateway, 'circuit-boards', 'v1'),
    versionArnOf(gateway, 'circuit-boards', 'v2'),
    versionArnOf(gateway, 'circuit-boards', 'v4'),
    versionArnOf(gateway, 'circuit-boards-staging', 'from-v3'),
    versionArnOf(gateway, 'crop-health', '2026-harvest.3'),
    versionArnOf(gateway, 'chat-moderation', 'adapter-3'),
    trainWithEverything(),
  ]);
  for (const modelVersionArn of versions)
    await gateway.run(PlanStopDocument, { modelVersionArn, stopAfter: 'PT8H' }); // refused where it does not run
  const [v1 = '', v2 = '', v4, , harvest] = versions;
  for (const modelVersionArn of [v2, v1])
    await gateway.run(PutAliasDocument, { input: { projectArn, name: 'champion', modelVersionArn } });
  await promote(versions[0] ?? '', await projectArnOf(gateway, 'shelf-gaps'));
  const { data } = await gateway.query<{ project: { id: string } }>(WHOLE_PROJECT, {
    arn: projectArn,
    versionName: 'v3',
  });
  await reachBudget(projectArn);
  const schedules = await scheduled(projectArn, versions[0] ?? '');
  const compared = [
    [v1, v4],
    [v4, v1],
    [harvest, await versionArnOf(gateway, 'crop-health', '2026-harvest.2')],
  ];
  const model = (modelVersion: string) => ({ projectName: 'anodized-lids', modelVersion });
  return [
    ...versions.map((arn): [string, object] => [WHOLE_VERSION, { arn }]),
    [VERSIONS_BY_ARN, { arns: versions }],
    [WHOLE_PROJECT, { arn: projectArn, versionName: 'v3' }],
    [WHOLE_ALIASES, { projectArn, versionArn: v1, name: 'champion' }],
    [LIST_VERSIONS, { arn: projectArn, first: 1 }],
    [LIST_PROJECTS, { first: 2 }],
    [NODE, { id: data?.project.id }],
    [NODES, { ids: [data?.project.id] }],
    [WHOLE_LOOKOUT_MODEL, model('2')],
    [WHOLE_LOOKOUT_MODEL, model('3')],
    ['{ eventCursor }', {}],
    [print(GatewayStatusDocument), {}],
    [print(BurnRateDocument), {}],
    ...['MODEL_VERSION', 'DAY'].map((groupBy): [string, object] => [
      WHOLE_SPEND,
      { from: new Date(Date.now() - 300 * 86_400_000), groupBy },
    ]),
    [print(ListBudgetsDocument), {}],
    [print(ListWorkflowsDocument), {}],
    [WORKFLOW_PAGE, {}],
    [print(ListSchedulesDocument), {}],
    [SCHEDULES_EVERYWHERE, schedules],
    [print(ModelUsageDocument), { arn: versions[0], from: '2026-01-01T00:00:00Z' }],
    ...compared.map(([base, other]): [string, object] => [
      print(CompareModelsDocument),
      { base, with: [other] },
    ]),
  ];
}

/** Of a project in which a model runs. */
async function reachBudget(projectArn: string): Promise<void> {
  const input = {
    ...{
      name: 'boards',
      scope: { accountId: '123456789012', region: 'us-east-1', projectArns: [projectArn] },
    },
    ...{ monthly: { amount: '0.0001', currencyCode: 'USD' }, thresholds: [{ percent: 1, action: 'NOTIFY' }] },
  } as never;
  await gateway.run(PutBudgetDocument, { input });
  await until(async () => {
    const { budgets } = await gateway.run(ListBudgetsDocument, {});
    return budgets.nodes[0]?.thresholds[0]?.reachedAt != null;
  });
}

/** Begins a copy that takes its time. */
async function promote(modelVersionArn: string, destinationProjectArn: string): Promise<void> {
  await gateway.run(PromoteModelDocument, {
    input: { modelVersionArn, destinationProjectArn, versionName: 'promoted', outputConfig: OUTPUT },
  });
  await until(async () => {
    const { workflows } = await gateway.run(ListWorkflowsDocument, {});
    return workflows.nodes[0]?.steps.some((it) => it.message && it.endedAt) ?? false;
  });
}

/** Two schedules, of a version and of an alias, of which one has a window that is open. */
async function scheduled(projectArn: string, modelVersionArn: string) {
  const input = {
    ...{
      projectArn,
      timeZone: 'UTC',
      minInferenceUnits: 1,
      maxInferenceUnits: 2,
      startCatchupWindow: 'PT1H',
    },
  };
  const [mornings, evenings] = [['MON-SUN 00:00-12:00'], ['MON-SUN 11:00-24:00']];
  const put = (more: object) => gateway.run(PutScheduleDocument, { input: { ...input, ...more } as never });
  await put({ name: 'mornings', modelVersionArn, windows: mornings });
  await put({ name: 'evenings', aliasName: 'champion', windows: evenings });
  const list = async () => (await gateway.run(ListSchedulesDocument, {})).schedules.nodes;
  await until(async () => (await list()).some(({ lastRun }) => lastRun !== null));
  return { projectArn, modelVersionArn, id: (await list())[0]?.id };
}

/** The ARN of a version with all that AWS takes, whose status has changed since it was first seen. */
async function trainWithEverything(): Promise<string> {
  const { createProject } = await gateway.run(CreateProjectDocument, {
    input: { projectName: 'everything' },
  });
  const file = { bucket: 'manifests', name: 'train.manifest', version: 'v-1' };
  const { createModelVersion } = await gateway.run(TrainModelDocument, {
    input: {
      projectArn: createProject.project?.arn ?? '',
      versionName: 'v1',
      outputConfig: OUTPUT,
      trainingData: [file],
      testingData: { manifests: [file] },
      kmsKeyId: 'alias/key',
    },
  });
  const arn = createModelVersion.modelVersion?.arn ?? '';
  await gateway.query(WHOLE_VERSION, { arn });
  await gateway.control.advance(3_600_000);
  return arn;
}

/** Notes each field that has a value: not null, and no empty list. */
function note(
  type: GraphQLNamedType | null | undefined,
  { selections }: SelectionSetNode,
  data: unknown,
  seen: Set<string>,
): void {
  if (Array.isArray(data)) {
    for (const item of data) note(type, { kind: Kind.SELECTION_SET, selections }, item, seen);
    return;
  }
  if (!isObjectType(type) || typeof data !== 'object' || data === null) return;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    const value = (data as Record<string, unknown>)[name];
    const field = type.getFields()[name];
    if (!field || value === null || (Array.isArray(value) && value.length === 0)) continue;
    seen.add(`${type.name}.${name}`);
    const inner = getNamedType(field.type);
    if (isCompositeType(inner) && selection.selectionSet) note(inner, selection.selectionSet, value, seen);
  }
}
