import {
  CopyProjectVersionCommand,
  CreateProjectVersionCommand,
  type CreateProjectVersionCommandInput,
  DeleteProjectVersionCommand,
  StartProjectVersionCommand,
  type StartProjectVersionCommandInput,
  StopProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import type { InferenceUnits, ModelVersionCopy, NewModelVersion } from '../../domain/change-inputs.js';
import { GatewayError } from '../../domain/errors.js';
import type { OutputConfig, S3Object } from '../../domain/model.js';
import { MODEL_VERSION_STATUSES, type ModelVersionStatus, toKnown } from '../../domain/status.js';
import type { CallContext, Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import { toTagMap } from './tags.js';
import { sentModelVersionArn } from './to-domain.js';

type VersionChanges = Pick<
  Upstream,
  'createModelVersion' | 'startModelVersion' | 'stopModelVersion' | 'copyModelVersion' | 'deleteModelVersion'
>;

export function createVersionChanges(caller: AwsCaller): VersionChanges {
  return {
    async createModelVersion(projectArn, input, callContext) {
      const command = new CreateProjectVersionCommand(toCreateInput(projectArn, input));
      const at = accountRegionOf(projectArn);
      const thing = `${projectArn} ${input.versionName}`;
      return sentVersion(caller.send(at, 'CreateProjectVersion', callContext, command, { thing }));
    },

    async startModelVersion(arn, units, callContext) {
      const command = new StartProjectVersionCommand(toStartInput(arn, units));
      const at = accountRegionOf(arn);
      return statusOf(caller.send(at, 'StartProjectVersion', callContext, command, { thing: arn }));
    },

    async stopModelVersion(arn, callContext) {
      const command = new StopProjectVersionCommand({ ProjectVersionArn: arn });
      const at = accountRegionOf(arn);
      return statusOf(caller.send(at, 'StopProjectVersion', callContext, command, { thing: arn }));
    },

    copyModelVersion: (input, callContext) => copyModelVersion(caller, input, callContext),

    async deleteModelVersion(arn, callContext) {
      const command = new DeleteProjectVersionCommand({ ProjectVersionArn: arn });
      const at = accountRegionOf(arn);
      return statusOf(caller.send(at, 'DeleteProjectVersion', callContext, command, { thing: arn }));
    },
  };
}

async function sentVersion(answer: Promise<{ ProjectVersionArn?: string | undefined }>) {
  return sentModelVersionArn((await answer).ProjectVersionArn);
}

async function statusOf(answer: Promise<{ Status?: string | undefined }>): Promise<ModelVersionStatus> {
  return toKnown(MODEL_VERSION_STATUSES, (await answer).Status);
}

async function copyModelVersion(caller: AwsCaller, input: ModelVersionCopy, callContext: CallContext) {
  const command = new CopyProjectVersionCommand({
    SourceProjectArn: input.sourceProjectArn,
    SourceProjectVersionArn: input.sourceModelVersionArn,
    DestinationProjectArn: input.destinationProjectArn,
    VersionName: input.versionName,
    OutputConfig: toOutputConfig(input.outputConfig),
    ...(input.kmsKeyId !== null && { KmsKeyId: input.kmsKeyId }),
    ...toTagMap(input.tags),
  });
  const at = accountRegionOf(input.destinationProjectArn);
  const thing = `${input.destinationProjectArn} ${input.versionName}`;
  const answer = caller
    .send(at, 'CopyProjectVersion', callContext, command, { thing })
    .catch((error) => Promise.reject(explainRefusedCopy(input, error)));
  return sentVersion(answer);
}

/** Between accounts, the refusal most often means that the source project has no policy that allows the copy. */
function explainRefusedCopy({ sourceProjectArn, destinationProjectArn }: ModelVersionCopy, error: unknown) {
  const { accountId } = accountRegionOf(destinationProjectArn);
  const isRefused = error instanceof GatewayError && error.code === 'UPSTREAM_ACCESS_DENIED';
  if (!isRefused || accountRegionOf(sourceProjectArn).accountId === accountId) return error;
  return new GatewayError(
    error.code,
    `AWS refused the copy between accounts. The source project may lack a project policy that allows rekognition:CopyProjectVersion to account ${accountId}.`,
    error.details,
  );
}

function toCreateInput(projectArn: ProjectArn, input: NewModelVersion): CreateProjectVersionCommandInput {
  const { trainingData, testingData, contentModerationConfidenceThreshold: threshold } = input;
  return {
    ProjectArn: projectArn,
    VersionName: input.versionName,
    OutputConfig: toOutputConfig(input.outputConfig),
    ...(trainingData && { TrainingData: { Assets: trainingData.map(toAsset) } }),
    ...(testingData && {
      TestingData: {
        Assets: testingData.manifests.map(toAsset),
        ...(testingData.autoCreate !== null && { AutoCreate: testingData.autoCreate }),
      },
    }),
    ...(input.kmsKeyId !== null && { KmsKeyId: input.kmsKeyId }),
    ...(input.versionDescription !== null && { VersionDescription: input.versionDescription }),
    ...(threshold !== null && { FeatureConfig: { ContentModeration: { ConfidenceThreshold: threshold } } }),
    ...toTagMap(input.tags),
  };
}

function toStartInput(arn: ModelVersionArn, { min, max }: InferenceUnits): StartProjectVersionCommandInput {
  return {
    ProjectVersionArn: arn,
    MinInferenceUnits: min,
    ...(max !== null && { MaxInferenceUnits: max }),
  };
}

function toOutputConfig({ s3Bucket, s3KeyPrefix }: OutputConfig) {
  return {
    ...(s3Bucket !== null && { S3Bucket: s3Bucket }),
    ...(s3KeyPrefix !== null && { S3KeyPrefix: s3KeyPrefix }),
  };
}

function toAsset({ bucket, name, version }: S3Object) {
  const file = {
    ...(bucket !== null && { Bucket: bucket }),
    ...(name !== null && { Name: name }),
    ...(version !== null && { Version: version }),
  };
  return { GroundTruthManifest: { S3Object: file } };
}
