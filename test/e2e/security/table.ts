/**
 * Every field of the schema, and to whom it shows. A field that is not here fails the test: whoever adds one decides.
 *
 * `project`: shows with the project that it belongs to, and is not there for those who may not see that.
 * `caller`: is made for the caller, of what they may see.
 * `gateway`: says nothing of projects, and is the same for everybody.
 */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, 'project' | 'caller' | 'gateway'>>>> = {
  Project: {
    ...all(
      'project',
      'id arn name accountId region status creationTimestamp feature autoUpdate datasets tags modelVersion modelVersions policies usage',
    ),
    ...all('caller', 'viewerMay'),
    ...all('project', 'alias aliases schedules'),
  },
  Dataset: all('project', 'arn type status statusMessage creationTimestamp'),
  Tag: all('project', 'key value'),
  ModelVersion: {
    ...all(
      'project',
      'id arn name project status statusMessage versionDescription creationTimestamp trainingEndTimestamp',
    ),
    ...all('project', 'billableTrainingTimeInSeconds minInferenceUnits maxInferenceUnits evaluationResult'),
    ...all('project', 'outputConfig trainingDataResult testingDataResult manifestSummary kmsKeyId feature'),
    ...all('project', 'baseModelVersion tags observedAt statusHistory'),
    ...all('project', 'runningSince isRunningSinceExact hourlyCost trainingCost usage stopAt plannedStop'),
    ...all('project', 'aliases schedules'),
    ...all('caller', 'sourceModelVersionArn sourceModelVersion copies'),
  },
  OutputConfig: all('project', 's3Bucket s3KeyPrefix'),
  S3Object: all('project', 'bucket name version'),
  TrainingDataResult: all('project', 'input output validation'),
  TestingDataResult: all('project', 'input output validation autoCreate'),
  EvaluationResult: all('project', 'f1Score summary report'),
  EvaluationReport: all(
    'project',
    'f1Score precision recall averagePrecision averageRecall evaluationEndTimestamp numberOfTrainingImages numberOfTestingImages labels confusionMatrix',
  ),
  LabelEvaluation: all('project', 'label numberOfTestingImages f1Score precision recall threshold'),
  ConfusionMatrixCell: all('project', 'groundTruthLabel predictedLabel value'),
  ManifestSummary: all('project', 's3Object report'),
  ManifestReport: all('project', 'training testing errors'),
  ManifestStatistics: all(
    'project',
    'useCase totalLines validLines invalidLines ignoredLines errorLineIndices errors',
  ),
  ManifestError: all('project', 'code message'),
  ProjectPolicy: all(
    'project',
    'id project projectArn policyName policyRevisionId policyDocument creationTimestamp lastUpdatedTimestamp',
  ),
  ModelAlias: {
    ...all(
      'project',
      'id name project projectArn modelVersion modelVersionArn isProtected revision updatedAt history',
    ),
    ...all('caller', 'updatedBy'),
  },
  ModelAliasChange: {
    ...all('project', 'at previousModelVersionArn modelVersionArn'),
    ...all('caller', 'by'),
  },
  ModelAliasChangeConnection: all('project', 'nodes edges pageInfo'),
  ModelAliasChangeEdge: all('project', 'node cursor'),
  ModelVersionStatusEvent: all(
    'project',
    'kind cursor modelVersionArn modelVersion previousStatus status observedAt',
  ),
  GatewayEvent: {
    ...all('project', 'kind cursor observedAt statusChange failure message thresholdPercent workflowState'),
    ...all('caller', 'modelVersionArn alias aliasChange schedule workflow budget'),
  },
  ProjectConnection: all('caller', 'nodes edges pageInfo totalCount'),
  ProjectEdge: all('project', 'node cursor'),
  ModelVersionConnection: all('project', 'nodes edges pageInfo totalCount'),
  ModelVersionEdge: all('project', 'node cursor'),
  ProjectPolicyConnection: all('project', 'nodes edges pageInfo totalCount'),
  ProjectPolicyEdge: all('project', 'node cursor'),
  ModelVersionStatusEventConnection: all('project', 'nodes edges pageInfo'),
  ModelVersionStatusEventEdge: all('project', 'node cursor'),
  Money: all('project', 'amount currencyCode'),
  ModelVersionComparison: all(
    'project',
    'modelVersion f1ScoreChange precisionChange recallChange macroF1ScoreChange labels addedLabels removedLabels confusions testSetsDiffer',
  ),
  LabelComparison: all('project', 'label f1Score baseF1Score f1ScoreChange precisionChange recallChange'),
  ConfusionComparison: all('project', 'groundTruthLabel predictedLabel value baseValue change'),
  Usage: all(
    'caller',
    'from to runningHours inferenceUnitHours trainingHours inferenceCost trainingCost cost isCostComplete basis',
  ),
  Spend: all('caller', 'accountId region projectArn project modelVersionArn modelVersion day usage'),
  SpendConnection: all('caller', 'nodes edges pageInfo totalCount total'),
  SpendEdge: all('caller', 'node cursor'),
  BurnRate: all('caller', 'hourly isCostComplete runningModelVersions'),
  // Shows to callers that may read all of its scope: see budgets.test.ts.
  Budget: {
    ...all('project', 'id name scope monthly timeZone thresholds revision spent forecast failure'),
    ...all('caller', 'updatedBy'),
  },
  BudgetScope: all('project', 'accountId region projectArns'),
  BudgetThreshold: all('project', 'percent action reachedAt'),
  BudgetConnection: all('caller', 'nodes edges pageInfo totalCount'),
  BudgetEdge: all('project', 'node cursor'),
  PageInfo: all('caller', 'hasNextPage hasPreviousPage startCursor endCursor'),
  // Lookout for Vision is no project of Rekognition: it shows to who may read a whole account and region.
  LookoutVisionModel: all(
    'project',
    'modelArn modelVersion creationTimestamp description status statusMessage performance outputConfig evaluationManifest evaluationResult evaluationEndTimestamp kmsKeyId minInferenceUnits maxInferenceUnits',
  ),
  LookoutVisionPerformance: all('project', 'f1Score recall precision'),
  Gateway: { ...all('gateway', 'version upstream'), ...all('caller', 'accounts upstreamBudgets') },
  GatewayAccount: all('caller', 'accountId region'),
  UpstreamBudget: all('caller', 'operation accountId region limitPerSecond available throttledLastMinute'),
  UserError: all('caller', 'code message field awsRequestId'),
  Plan: all('caller', 'calls hourlyCostChange warnings'),
  PlannedStop: { ...all('project', 'at after failure'), ...all('caller', 'setBy') },
  Failure: all('project', 'code message awsRequestId retryAt'),
  Schedule: {
    ...all('project', 'id name projectArn modelVersionArn aliasName modelVersion windows timeZone'),
    ...all('project', 'minInferenceUnits maxInferenceUnits isEnabled revision startCatchupWindow'),
    ...all('project', 'nextTransition lastRun alias'),
    ...all('caller', 'updatedBy'),
  },
  ScheduleTransition: all('project', 'at kind'),
  ScheduleRun: all('project', 'at kind outcome reason failure'),
  ScheduleConnection: all('caller', 'nodes edges pageInfo totalCount'),
  ScheduleEdge: all('project', 'node cursor'),
  PutSchedulePayload: all('caller', 'schedule plan warnings userErrors'),
  DeleteSchedulePayload: all('caller', 'name plan warnings userErrors'),
  PlannedCall: all('caller', 'operation arn accountId region'),
  Warning: all('caller', 'code message field'),
  CreateProjectPayload: all('caller', 'project plan userErrors'),
  DeleteProjectPayload: all('caller', 'projectArn status plan userErrors'),
  CreateModelVersionPayload: all('caller', 'modelVersion cursor plan userErrors'),
  StartModelVersionPayload: all('caller', 'modelVersion cursor plan warnings userErrors'),
  SetModelVersionStopPayload: all('caller', 'modelVersion plan warnings userErrors'),
  StopModelVersionPayload: all('caller', 'modelVersion cursor plan userErrors'),
  CopyModelVersionPayload: all('caller', 'modelVersion cursor plan userErrors'),
  DeleteModelVersionPayload: all('caller', 'modelVersionArn status cursor plan userErrors'),
  RollOutModelVersionPayload: all('caller', 'workflow plan warnings userErrors'),
  PutModelAliasPayload: all('caller', 'alias plan warnings userErrors'),
  DeleteModelAliasPayload: all('caller', 'name plan warnings userErrors'),
  PutProjectPolicyPayload: all('caller', 'projectPolicy plan warnings userErrors'),
  DeleteProjectPolicyPayload: all('caller', 'policyName plan userErrors'),
  PutBudgetPayload: all('caller', 'budget plan warnings userErrors'),
  DeleteBudgetPayload: all('caller', 'name plan warnings userErrors'),
};

function all<T extends string>(whom: T, names: string): Record<string, T> {
  return Object.fromEntries(names.split(' ').map((name) => [name, whom]));
}

/** What there is to ask about: of one's own, of somebody else's, or made up. */
export interface Subject {
  readonly projectArn: string;
  readonly versionArn: string;
  /** A version that a test may change. */
  readonly spareArn: string;
  readonly projectId: string;
  readonly versionId: string;
  readonly policyId: string;
  readonly aliasId: string;
  readonly projectName: string;
  readonly accountId: string;
}

type Call = (subject: Subject) => string;

/** Query → how it asks about a subject. `null`: it asks about nothing in particular. */
export const QUERIES: Readonly<Record<string, readonly Call[]>> = {
  node: [
    ({ projectId }) => `node(id: "${projectId}")`,
    ({ versionId }) => `node(id: "${versionId}")`,
    ({ policyId }) => `node(id: "${policyId}")`,
    ({ aliasId }) => `node(id: "${aliasId}")`,
  ],
  nodes: [
    ({ projectId, versionId, policyId }) => `nodes(ids: ["${projectId}", "${versionId}", "${policyId}"])`,
  ],
  project: [({ projectArn }) => `project(arn: "${projectArn}")`],
  projects: [
    ({ projectName }) => `projects(filter: { names: ["${projectName}"] })`,
    ({ accountId }) => `projects(filter: { accountId: "${accountId}" }, first: 100)`,
  ],
  modelVersion: [({ versionArn }) => `modelVersion(arn: "${versionArn}")`],
  modelVersions: [({ versionArn, spareArn }) => `modelVersions(arns: ["${versionArn}", "${spareArn}"])`],
  compareModelVersions: [
    ({ versionArn, spareArn }) => `compareModelVersions(base: "${versionArn}", with: ["${spareArn}"])`,
  ],
  lookoutVisionModel: [
    ({ accountId }) =>
      `lookoutVisionModel(projectName: "anodized-lids", modelVersion: "1", accountId: "${accountId}")`,
  ],
  burnRate: [],
  budgets: [],
  schedules: [],
  spend: [
    ({ projectArn }) =>
      `spend(from: "2026-06-01T00:00:00Z", to: "2027-06-01T00:00:00Z", projectArns: ["${projectArn}"])`,
    ({ accountId }) =>
      `spend(from: "2026-06-01T00:00:00Z", to: "2026-06-02T00:00:00Z", accountId: "${accountId}", groupBy: MODEL_VERSION)`,
  ],
  eventCursor: [],
  gateway: [],
};

const OUTPUT = 'outputConfig: { s3Bucket: "bucket-of-tests" }';

interface MutationEntry {
  readonly roles: readonly ('viewer' | 'operator' | 'owner')[];
  readonly call: (subject: Subject, run: string) => string;
}

/** Mutation → who may do it in their own project, and how. `run` is another each time. */
export const MUTATIONS: Readonly<Record<string, MutationEntry>> = {
  startModelVersion: {
    roles: ['operator', 'owner'],
    call: ({ spareArn }) =>
      `startModelVersion(input: { modelVersionArn: "${spareArn}", minInferenceUnits: 1 })`,
  },
  stopModelVersion: {
    roles: ['operator', 'owner'],
    call: ({ spareArn }) => `stopModelVersion(input: { modelVersionArn: "${spareArn}" })`,
  },
  setModelVersionStop: {
    roles: ['operator', 'owner'],
    call: ({ spareArn }) => `setModelVersionStop(input: { modelVersionArn: "${spareArn}", remove: true })`,
  },
  putSchedule: {
    roles: ['operator', 'owner'],
    call: ({ projectArn, spareArn }) =>
      `putSchedule(input: { projectArn: "${projectArn}", name: "s", modelVersionArn: "${spareArn}", windows: ["MON 08:00-09:00"], timeZone: "UTC", minInferenceUnits: 1, isEnabled: false })`,
  },
  deleteSchedule: {
    roles: ['operator', 'owner'],
    call: ({ projectArn }) => `deleteSchedule(input: { projectArn: "${projectArn}", name: "s" })`,
  },
  putModelAlias: {
    roles: ['operator', 'owner'],
    call: ({ projectArn, versionArn }) =>
      `putModelAlias(input: { projectArn: "${projectArn}", name: "champion", modelVersionArn: "${versionArn}" })`,
  },
  deleteModelAlias: {
    roles: ['operator', 'owner'],
    call: ({ projectArn }) => `deleteModelAlias(input: { projectArn: "${projectArn}", name: "gone" })`,
  },
  rollOutModelVersion: {
    roles: ['operator', 'owner'],
    call: ({ spareArn }) =>
      `rollOutModelVersion(input: { aliasName: "next", modelVersionArn: "${spareArn}", minInferenceUnits: 1, dryRun: true })`,
  },
  createProject: {
    roles: ['owner'],
    call: ({ projectName }, run) =>
      `createProject(input: { projectName: "${projectName.split('-')[0]}-${run}" })`,
  },
  createModelVersion: {
    roles: ['owner'],
    call: ({ projectArn }, run) =>
      `createModelVersion(input: { projectArn: "${projectArn}", versionName: "v-${run}", ${OUTPUT} })`,
  },
  copyModelVersion: {
    roles: ['owner'],
    call: ({ projectArn, versionArn }, run) =>
      `copyModelVersion(input: { sourceModelVersionArn: "${versionArn}", destinationProjectArn: "${projectArn}", versionName: "c-${run}", ${OUTPUT} })`,
  },
  putProjectPolicy: {
    roles: ['owner'],
    call: ({ projectArn }, run) =>
      `putProjectPolicy(input: { projectArn: "${projectArn}", policyName: "p-${run}", policyDocument: ${POLICY} })`,
  },
  deleteProjectPolicy: {
    roles: ['owner'],
    call: ({ projectArn }) =>
      `deleteProjectPolicy(input: { projectArn: "${projectArn}", policyName: "gone" })`,
  },
  putBudget: {
    roles: ['owner'],
    call: ({ projectArn, projectName }) =>
      `putBudget(input: { name: "of-${projectName}", scope: { projectArns: ["${projectArn}"] }, monthly: { amount: "1000000", currencyCode: "USD" }, thresholds: [{ percent: 100, action: NOTIFY }] })`,
  },
  deleteBudget: {
    roles: ['owner'],
    call: ({ projectName }) => `deleteBudget(input: { name: "of-${projectName}" })`,
  },
  deleteModelVersion: {
    roles: ['owner'],
    call: ({ spareArn }) => `deleteModelVersion(input: { modelVersionArn: "${spareArn}" })`,
  },
  deleteProject: {
    roles: ['owner'],
    call: ({ projectArn }) => `deleteProject(input: { projectArn: "${projectArn}" })`,
  },
};

export const POLICY = JSON.stringify(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'rekognition:CopyProjectVersion',
        Resource: '*',
      },
    ],
  }),
);
