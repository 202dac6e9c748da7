import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { OutputConfig, S3Object } from '../domain/model.js';
import { deleteModelVersion, stopModelVersion } from '../services/mutations/model-version-changes.js';
import { copyModelVersion, createModelVersion } from '../services/mutations/new-model-versions.js';
import { startWithStop } from '../services/mutations/start-with-stop.js';
import type { Context } from './context.js';
import {
  CopyModelVersionInput,
  CopyModelVersionPayload,
  CreateModelVersionInput,
  CreateModelVersionPayload,
  DeleteModelVersionInput,
  DeleteModelVersionPayload,
  type OutputConfigInput,
  type S3ObjectInput,
  StartModelVersionInput,
  StartModelVersionPayload,
  StopModelVersionInput,
  StopModelVersionPayload,
} from './model-version.input.js';
import { toPayload } from './user-errors.js';

@Resolver()
export class ModelVersionMutationResolver {
  @Mutation(() => CreateModelVersionPayload, {
    description: 'Trains a new version (AWS: CreateProjectVersion).',
  })
  createModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => CreateModelVersionInput, { description: 'The version to train.' })
    input: CreateModelVersionInput,
  ) {
    const { testingData, trainingData } = input;
    return toPayload(context, 'createModelVersion', input, () =>
      createModelVersion(input.projectArn, {
        versionName: input.versionName,
        outputConfig: toOutputConfig(input.outputConfig),
        trainingData: trainingData?.map(toS3Object) ?? null,
        testingData: testingData
          ? {
              manifests: (testingData.manifests ?? []).map(toS3Object),
              autoCreate: testingData.autoCreate ?? null,
            }
          : null,
        tags: input.tags ?? [],
        kmsKeyId: input.kmsKeyId ?? null,
        versionDescription: input.versionDescription ?? null,
        contentModerationConfidenceThreshold: input.contentModerationConfidenceThreshold ?? null,
      }),
    );
  }

  @Mutation(() => StartModelVersionPayload, {
    description: 'Starts a version: STARTING now, RUNNING in some minutes, billed until it is stopped.',
  })
  startModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => StartModelVersionInput, { description: 'The version to start.' })
    input: StartModelVersionInput,
  ) {
    const { modelVersionArn, minInferenceUnits: min, maxInferenceUnits, stopAfter } = input;
    const units = { min, max: maxInferenceUnits ?? null };
    return toPayload(context, 'startModelVersion', withoutDefault(input), () =>
      startWithStop(modelVersionArn, units, stopAfter ?? null),
    );
  }

  @Mutation(() => StopModelVersionPayload, {
    description: 'Stops a running version: STOPPING now, STOPPED soon.',
  })
  stopModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => StopModelVersionInput, { description: 'The version to stop.' })
    input: StopModelVersionInput,
  ) {
    return toPayload(context, 'stopModelVersion', input, () => stopModelVersion(input.modelVersionArn));
  }

  @Mutation(() => CopyModelVersionPayload, {
    description: 'Copies a trained version into another project of the same region, also of another account.',
  })
  copyModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => CopyModelVersionInput, { description: 'The version to copy, and where to.' })
    input: CopyModelVersionInput,
  ) {
    return toPayload(context, 'copyModelVersion', input, () =>
      copyModelVersion({
        sourceProjectArn: input.sourceProjectArn ?? null,
        sourceModelVersionArn: input.sourceModelVersionArn,
        destinationProjectArn: input.destinationProjectArn,
        versionName: input.versionName,
        outputConfig: toOutputConfig(input.outputConfig),
        tags: input.tags ?? [],
        kmsKeyId: input.kmsKeyId ?? null,
      }),
    );
  }

  @Mutation(() => DeleteModelVersionPayload, {
    description: 'Deletes a version that does not run, train or copy. This cannot be undone.',
  })
  deleteModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => DeleteModelVersionInput, { description: 'The version to delete.' })
    input: DeleteModelVersionInput,
  ) {
    return toPayload(context, 'deleteModelVersion', input, () => deleteModelVersion(input.modelVersionArn));
  }
}

/** A field of a later release at its default counts for nothing: a key of before an upgrade stays good. */
function withoutDefault(input: StartModelVersionInput): StartModelVersionInput {
  const { stopAfter, ...others } = input;
  return stopAfter == null ? others : input;
}

function toOutputConfig({ s3Bucket, s3KeyPrefix }: OutputConfigInput): OutputConfig {
  return { s3Bucket, s3KeyPrefix: s3KeyPrefix ?? null };
}

function toS3Object({ bucket, name, version }: S3ObjectInput): S3Object {
  return { bucket, name, version: version ?? null };
}
