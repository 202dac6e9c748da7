type Arns = { readonly modelVersionArn: string; readonly projectArn: string };

const OUTPUT = { s3Bucket: 'custom-labels-output', s3KeyPrefix: 'explorer' };

const ALIAS = 'champion';
const SCHEDULE = 'office-hours';
const BUDGET = 'all-models';

function beginOfMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())).toISOString();
}

/**
 * Variables to try each of schema/examples with; operation name → variables. Those with a default are named, too: the
 * editor marks a `!` without a value as missing.
 */
const VARIABLES: Readonly<Record<string, (arns: Arns) => object>> = {
  CancelWorkflow: () => ({ id: '', dryRun: true }),
  CompareModels: ({ modelVersionArn }) => ({ base: modelVersionArn, with: [modelVersionArn] }),
  CopyModel: ({ modelVersionArn, projectArn }) => ({
    input: {
      sourceModelVersionArn: modelVersionArn,
      destinationProjectArn: projectArn,
      versionName: 'copied-in-explorer',
      outputConfig: OUTPUT,
    },
  }),
  CreateProject: () => ({ input: { projectName: 'my-first-project' } }),
  DeleteAlias: ({ projectArn }) => ({ input: { projectArn, name: ALIAS } }),
  DeleteBudget: () => ({ input: { name: BUDGET } }),
  DeleteModel: ({ modelVersionArn }) => ({ modelVersionArn }),
  DeletePolicy: ({ projectArn }) => ({ input: { projectArn, policyName: 'partner-may-copy' } }),
  DeleteProject: ({ projectArn }) => ({ projectArn }),
  DeleteSchedule: ({ projectArn }) => ({ input: { projectArn, name: SCHEDULE } }),
  FindModels: ({ projectArn }) => ({
    projectArn,
    filter: { statuses: ['TRAINING_COMPLETED', 'COPYING_COMPLETED', 'STOPPED'] },
  }),
  ForeseeStart: ({ modelVersionArn }) => ({ modelVersionArn, minInferenceUnits: 1 }),
  GatewayStatus: () => ({}),
  ListBudgets: () => ({ first: 20 }),
  ListProjects: () => ({ first: 20 }),
  ListSchedules: () => ({ first: 20 }),
  ListWorkflows: () => ({ first: 20 }),
  LookoutVisionModel: () => ({ projectName: 'anodized-lids', modelVersion: 'latest' }),
  ModelUsage: ({ modelVersionArn }) => ({ arn: modelVersionArn, from: beginOfMonth() }),
  PlanStop: ({ modelVersionArn }) => ({ modelVersionArn, stopAfter: 'PT2H', remove: false }),
  PromoteModel: ({ modelVersionArn }) => ({
    input: {
      modelVersionArn,
      destinationProjectName: 'production',
      versionName: 'promoted-in-explorer',
      outputConfig: OUTPUT,
      aliasName: ALIAS,
    },
  }),
  PutAlias: ({ projectArn, modelVersionArn }) => ({ input: { projectArn, name: ALIAS, modelVersionArn } }),
  PutBudget: () => ({
    input: {
      name: BUDGET,
      monthly: { amount: '100', currencyCode: 'USD' },
      thresholds: [{ percent: 80, action: 'NOTIFY' }],
    },
  }),
  PutPolicy: ({ projectArn }) => ({
    input: {
      projectArn,
      policyName: 'partner-may-copy',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: 'rekognition:CopyProjectVersion',
            Resource: `${projectArn.replace(/\/\d+$/, '')}/version/*/*`,
          },
        ],
      },
    },
  }),
  PutSchedule: ({ projectArn, modelVersionArn }) => ({
    input: {
      projectArn,
      name: SCHEDULE,
      modelVersionArn,
      windows: ['MON-FRI 08:30-18:00'],
      timeZone: 'Europe/Berlin',
      minInferenceUnits: 1,
    },
  }),
  RollOutModel: ({ modelVersionArn }) => ({
    input: { aliasName: ALIAS, modelVersionArn, minInferenceUnits: 1 },
  }),
  ShowAlias: ({ projectArn }) => ({ projectArn, name: ALIAS }),
  ShowModel: ({ modelVersionArn }) => ({ arn: modelVersionArn }),
  Spend: () => ({ from: beginOfMonth() }),
  StartModel: ({ modelVersionArn }) => ({ modelVersionArn, minInferenceUnits: 1 }),
  StopModel: ({ modelVersionArn }) => ({ modelVersionArn }),
  TrainModel: ({ projectArn }) => ({
    input: { projectArn, versionName: 'trained-in-explorer', outputConfig: OUTPUT },
  }),
  WatchStatus: ({ modelVersionArn }) => ({
    ...(modelVersionArn && { modelVersionArns: [modelVersionArn] }), // without: all
    includeCurrent: true,
  }),
};

/** Empty for an operation that is not known here. */
export function variablesOf(operationName: string, arns: Arns): object {
  return VARIABLES[operationName]?.(arns) ?? {};
}
