import {
  CopyProjectVersionCommand,
  CreateProjectVersionCommand,
  type CreateProjectVersionCommandInput,
  DeleteProjectVersionCommand,
  StartProjectVersionCommand,
  StopProjectVersionCommand,
} from '@aws-sdk/client-rekognition';
import type { Clock } from '../../clock.js';
import { accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { ModelVersionCopy, NewModelVersion } from '../../domain/change-inputs.js';
import { GatewayError } from '../../domain/errors.js';
import type { OutputConfig, S3Object } from '../../domain/model.js';
import { MODEL_VERSION_STATUSES, toKnown } from '../../domain/status.js';
import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import { createVersionDescriber } from './describe-versions.js';
import { toTagMap } from './tags.js';
import { sentModelVersionArn } from './to-domain.js';

type ModelVersions = Pick<
  Upstream,
  | 'describeModelVersions'
  | 'listModelVersions'
  | 'createModelVersion'
  | 'startModelVersion'
  | 'stopModelVersion'
  | 'copyModelVersion'
  | 'deleteModelVersion'
>;

export function createModelVersions(caller: AwsCaller, clock: Clock): ModelVersions {
  const describer = createVersionDescriber(caller, clock);

  return {
    describeModelVersions: describer.byName,
    listModelVersions: describer.all,

    async createModelVersion(projectArn, input, callContext) {
      const command = new CreateProjectVersionCommand(toCreateInput(projectArn, input));
      const { answer } = await caller.call(
        accountRegionOf(projectArn),
        'CreateProjectVersion',
        callContext,
        ({ rekognition }, options) => rekognition.send(command, options),
      );
      return sentModelVersionArn(answer.ProjectVersionArn);
    },

    async startModelVersion(arn, { min, max }, callContext) {
      const command = new StartProjectVersionCommand({
        ProjectVersionArn: arn,
        MinInferenceUnits: min,
        ...(max !== null && { MaxInferenceUnits: max }),
      });
      const { answer } = await caller.call(
        accountRegionOf(arn),
        'StartProjectVersion',
        callContext,
        ({ rekognition }, options) => rekognition.send(command, options),
      );
      return toKnown(MODEL_VERSION_STATUSES, answer.Status);
    },

    async stopModelVersion(arn, callContext) {
      const command = new StopProjectVersionCommand({ ProjectVersionArn: arn });
      const { answer } = await caller.call(
        accountRegionOf(arn),
        'StopProjectVersion',
        callContext,
        ({ rekognition }, options) => rekognition.send(command, options),
      );
      return toKnown(MODEL_VERSION_STATUSES, answer.Status);
    },

    async copyModelVersion(input, callContext) {
      const command = new CopyProjectVersionCommand({
        SourceProjectArn: input.sourceProjectArn,
        SourceProjectVersionArn: input.sourceModelVersionArn,
        DestinationProjectArn: input.destinationProjectArn,
        VersionName: input.versionName,
        OutputConfig: toOutputConfig(input.outputConfig),
        ...(input.kmsKeyId !== null && { KmsKeyId: input.kmsKeyId }),
        ...toTagMap(input.tags),
      });
      const arn = input.destinationProjectArn;
      const { answer } = await caller
        .call(accountRegionOf(arn), 'CopyProjectVersion', callContext, ({ rekognition }, options) =>
          rekognition.send(command, options),
        )
        .catch((error) => Promise.reject(explainRefusedCopy(input, error)));
      return sentModelVersionArn(answer.ProjectVersionArn);
    },

    async deleteModelVersion(arn, callContext) {
      const command = new DeleteProjectVersionCommand({ ProjectVersionArn: arn });
      const { answer } = await caller.call(
        accountRegionOf(arn),
        'DeleteProjectVersion',
        callContext,
        ({ rekognition }, options) => rekognition.send(command, options),
      );
      return toKnown(MODEL_VERSION_STATUSES, answer.Status);
    },
  };
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
