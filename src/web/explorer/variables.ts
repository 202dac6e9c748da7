import { AUTOMATION_VARIABLES } from './automation-variables.js';

export type Arns = { readonly modelVersionArn: string; readonly projectArn: string };

const OUTPUT = { s3Bucket: 'custom-labels-output', s3KeyPrefix: 'explorer' };

/**
 * Variables to try each of schema/examples with; operation name → variables. Those with a default are named, too: the
 * editor marks a `!` without a value as missing.
 */
const VARIABLES: Readonly<Record<string, (arns: Arns) => object>> = {
  ...AUTOMATION_VARIABLES,
  CopyModel: ({ modelVersionArn, projectArn }) => ({
    input: {
      sourceModelVersionArn: modelVersionArn,
      destinationProjectArn: projectArn,
      versionName: 'copied-in-explorer',
      outputConfig: OUTPUT,
    },
  }),
  CreateProject: () => ({ input: { projectName: 'my-first-project' } }),
  DeleteModel: ({ modelVersionArn }) => ({ modelVersionArn }),
  DeletePolicy: ({ projectArn }) => ({ input: { projectArn, policyName: 'partner-may-copy' } }),
  DeleteProject: ({ projectArn }) => ({ projectArn }),
  FindModels: ({ projectArn }) => ({
    projectArn,
    filter: { statuses: ['TRAINING_COMPLETED', 'COPYING_COMPLETED', 'STOPPED'] },
  }),
  ForeseeStart: ({ modelVersionArn }) => ({ modelVersionArn, minInferenceUnits: 1 }),
  GatewayStatus: () => ({}),
  ListProjects: () => ({ first: 20 }),
  LookoutVisionModel: () => ({ projectName: 'anodized-lids', modelVersion: 'latest' }),
  PlanStop: ({ modelVersionArn }) => ({ modelVersionArn, stopAfter: 'PT2H', remove: false }),
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
  ShowModel: ({ modelVersionArn }) => ({ arn: modelVersionArn }),
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
