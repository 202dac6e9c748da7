import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import type { Warning } from '../domain/plan.js';
import type { ModelVersionStatus } from '../domain/status.js';
import { Duration } from './duration.scalar.js';
import { ModelVersionStatusEnum } from './enums.js';
import { ModelVersionType } from './model-version.type.js';
import { IdempotentInput } from './mutation.input.js';
import { TagInputType } from './project.input.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('OutputConfigInput', { description: 'Where training or a copy writes its results.' })
export class OutputConfigInput {
  @Field(() => String, { description: 'A bucket that the account may write to.' })
  s3Bucket!: string;

  @Field(() => String, { nullable: true, description: 'What every key begins with.' })
  s3KeyPrefix?: string | null;
}

@InputType('S3ObjectInput', { description: 'A file in Amazon S3.' })
export class S3ObjectInput {
  @Field(() => String, { description: 'A bucket that the account may read.' })
  bucket!: string;

  @Field(() => String, { description: 'The key in the bucket.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The version of the file; the latest unless given.' })
  version?: string | null;
}

@InputType('TestingDataInput', { description: 'What to test with.' })
export class TestingDataInput {
  @Field(() => [S3ObjectInput], {
    nullable: true,
    description: 'Ground-truth manifests of images that training does not see.',
  })
  manifests?: S3ObjectInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: AWS splits the training data 80/20 instead.' })
  autoCreate?: boolean | null;
}

@InputType('CreateModelVersionInput', { description: 'The version to train.' })
export class CreateModelVersionInput extends IdempotentInput {
  @Field(() => ProjectArn, { description: 'The project to train it in.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: '1 to 255 letters, digits, `_`, `.` or `-`; unique in the project.' })
  versionName!: string;

  @Field(() => OutputConfigInput, { description: 'Where training writes its results.' })
  outputConfig!: OutputConfigInput;

  @Field(() => [S3ObjectInput], {
    nullable: true,
    description:
      'Ground-truth manifests. With testingData or not at all; only for a project without datasets.',
  })
  trainingData?: S3ObjectInput[] | null;

  @Field(() => TestingDataInput, { nullable: true, description: 'With trainingData or not at all.' })
  testingData?: TestingDataInput | null;

  @Field(() => [TagInputType], { nullable: true, description: 'At most 200.' })
  tags?: TagInputType[] | null;

  @Field(() => String, { nullable: true, description: 'The id, alias or ARN of a KMS key to encrypt with.' })
  kmsKeyId?: string | null;

  @Field(() => String, { nullable: true, description: '1 to 255 characters.' })
  versionDescription?: string | null;

  @Field(() => Float, { nullable: true, description: '0..100, adapters only.' })
  contentModerationConfidenceThreshold?: number | null;
}

@InputType('StartModelVersionInput', {
  description: 'The version to start. A running model is billed until it is stopped.',
})
export class StartModelVersionInput extends IdempotentInput {
  @Field(() => ModelVersionArn, { description: 'The version to start, as AWS has trained or copied it.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => Int, { description: '1 or more.' })
  minInferenceUnits!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'At least minInferenceUnits. Without it the model does not auto-scale.',
  })
  maxInferenceUnits?: number | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'The gateway stops it this long after it began to run, also if the gateway was restarted meanwhile.',
  })
  stopAfter?: number | null;
}

@InputType('StopModelVersionInput', { description: 'Which model to stop; with that its billing ends.' })
export class StopModelVersionInput extends IdempotentInput {
  @Field(() => ModelVersionArn, { description: 'The version to stop: running, or about to.' })
  modelVersionArn!: ModelVersionArnText;
}

@InputType('CopyModelVersionInput', { description: 'The version to copy, and where to.' })
export class CopyModelVersionInput extends IdempotentInput {
  @Field(() => ProjectArn, {
    nullable: true,
    description:
      "Found by the gateway from the version's ARN where the source account is configured; required otherwise.",
  })
  sourceProjectArn?: ProjectArnText | null;

  @Field(() => ModelVersionArn, { description: 'The version to copy.' })
  sourceModelVersionArn!: ModelVersionArnText;

  @Field(() => ProjectArn, { description: "A project in the source's region, of this or another account." })
  destinationProjectArn!: ProjectArnText;

  @Field(() => String, { description: "The copy's name, unique in the destination project." })
  versionName!: string;

  @Field(() => OutputConfigInput, { description: "Where the copy's training results go." })
  outputConfig!: OutputConfigInput;

  @Field(() => [TagInputType], { nullable: true, description: 'At most 200.' })
  tags?: TagInputType[] | null;

  @Field(() => String, { nullable: true, description: 'The id, alias or ARN of a KMS key to encrypt with.' })
  kmsKeyId?: string | null;
}

@InputType('DeleteModelVersionInput', {
  description: 'The version to delete. It must not run, train or copy.',
})
export class DeleteModelVersionInput extends IdempotentInput {
  @Field(() => ModelVersionArn, { description: 'The version to delete: neither busy nor running.' })
  modelVersionArn!: ModelVersionArnText;
}

@ObjectType()
class MovedVersionPayload extends PayloadType {
  @Field(() => String, {
    nullable: true,
    description: 'Subscribe with this as `after` to see every later change of this version.',
  })
  cursor?: string | null;
}

@ObjectType()
class VersionPayload extends MovedVersionPayload {
  @Field(() => ModelVersionType, { nullable: true, description: 'The version now; null if it was refused.' })
  modelVersion?: ModelVersion | null;
}

@ObjectType('CreateModelVersionPayload', {
  description: 'The version in training, or why AWS or the gateway would not train it.',
})
export class CreateModelVersionPayload extends VersionPayload {}

@ObjectType('StartModelVersionPayload', { description: 'The version as it starts, or why it may not.' })
export class StartModelVersionPayload extends VersionPayload {
  @Field(() => [WarningType], {
    description: 'What was done otherwise than requested, or should be known of it.',
  })
  warnings!: readonly Warning[];
}

@ObjectType('StopModelVersionPayload', { description: 'The version as it stops, or why it may not.' })
export class StopModelVersionPayload extends VersionPayload {}

@ObjectType('CopyModelVersionPayload', {
  description: 'The copy, in the destination project, or why there is none.',
})
export class CopyModelVersionPayload extends VersionPayload {}

@ObjectType('DeleteModelVersionPayload', { description: 'The version that is going, or why it may not.' })
export class DeleteModelVersionPayload extends MovedVersionPayload {
  @Field(() => ModelVersionArn, { nullable: true, description: 'The version; null if it was refused.' })
  modelVersionArn?: ModelVersionArnText | null;

  @Field(() => ModelVersionStatusEnum, { nullable: true, description: 'DELETING; then it is gone.' })
  status?: ModelVersionStatus | null;
}
