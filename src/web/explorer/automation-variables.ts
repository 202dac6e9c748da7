import type { Arns } from './variables.js';

const NAME = 'office-hours';
const ALIAS = 'champion';

/** Variables to try the examples of money, schedules, aliases and workflows with; operation name → variables. */
export const AUTOMATION_VARIABLES: Readonly<Record<string, (arns: Arns) => object>> = {
  CancelWorkflow: () => ({ id: '', dryRun: true }),
  CompareModels: ({ modelVersionArn }) => ({ base: modelVersionArn, with: [modelVersionArn] }),
  DeleteAlias: ({ projectArn }) => ({ input: { projectArn, name: ALIAS } }),
  DeleteBudget: () => ({ input: { name: 'vision-team' } }),
  DeleteSchedule: ({ projectArn }) => ({ input: { projectArn, name: NAME } }),
  ListBudgets: () => ({ first: 20 }),
  ListSchedules: () => ({ first: 20 }),
  ListWorkflows: () => ({ first: 20 }),
  ModelUsage: ({ modelVersionArn }) => ({ arn: modelVersionArn, from: monthNow() }),
  PromoteModel: ({ modelVersionArn }) => ({
    input: {
      modelVersionArn,
      destinationProjectName: 'in-production',
      versionName: 'promoted-in-explorer',
      outputConfig: { s3Bucket: 'custom-labels-output', s3KeyPrefix: 'explorer' },
      dryRun: true,
    },
  }),
  PutAlias: ({ projectArn, modelVersionArn }) => ({ input: { projectArn, name: ALIAS, modelVersionArn } }),
  PutBudget: () => ({
    input: {
      name: 'vision-team',
      monthly: { amount: '500', currencyCode: 'USD' },
      thresholds: [
        { percent: 80, action: 'NOTIFY' },
        { percent: 100, action: 'REFUSE_STARTS' },
      ],
    },
  }),
  PutSchedule: ({ projectArn, modelVersionArn }) => ({
    input: {
      projectArn,
      name: NAME,
      modelVersionArn,
      windows: ['MON-FRI 08:30-18:00'],
      timeZone: 'Europe/Berlin',
      minInferenceUnits: 1,
    },
  }),
  RollOutModel: ({ modelVersionArn }) => ({
    input: { aliasName: ALIAS, modelVersionArn, minInferenceUnits: 1, dryRun: true },
  }),
  ShowAlias: ({ projectArn }) => ({ projectArn, name: ALIAS }),
  Spend: () => ({ from: monthNow(), groupBy: 'PROJECT', first: 20 }),
  WatchEvents: () => ({ bookmarks: false }),
};

/** When this calendar month began, UTC. */
function monthNow(): string {
  return `${new Date().toISOString().slice(0, 7)}-01T00:00:00.000Z`;
}
