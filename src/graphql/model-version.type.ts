import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn } from '../domain/arn.js';
import type {
  EvaluationResult,
  ModelVersion,
  OutputConfig,
  S3Object,
  TestingDataResult,
  TrainingDataResult,
} from '../domain/model.js';
import { createConnectionType } from './connection.type.js';
import { CustomizationFeatureEnum, ModelVersionStatusEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { OutputConfigType, S3ObjectType, TestingDataResultType, TrainingDataResultType } from './s3.type.js';
import { DateTime, ModelVersionArn as ModelVersionArnScalar } from './scalars.js';

/** Its `report` is joined in by a resolver, which needs to know the account of the file. */
@ObjectType('EvaluationResult', { description: 'How well a version does on its test images.' })
export class EvaluationResultType implements EvaluationResult {
  modelVersionArn!: ModelVersionArn;

  @Field(() => Float, { nullable: true, description: 'All labels together, 0..1.' })
  f1Score!: number | null;

  @Field(() => S3ObjectType, { nullable: true, description: 'Where the evaluation summary lies in S3.' })
  summary!: S3Object | null;
}

@ObjectType('ManifestSummary', { description: 'What training found in its manifests.' })
export class ManifestSummaryType {
  modelVersionArn!: ModelVersionArn;

  @Field(() => S3ObjectType, { nullable: true, description: 'Where the manifest summary lies in S3.' })
  s3Object!: S3Object | null;
}

@ObjectType('ModelVersion', {
  implements: NodeType,
  description:
    'One trained version of a project, which can be started and stopped. AWS calls it a project version.',
})
export class ModelVersionType
  extends NodeType
  implements Omit<ModelVersion, 'projectArn' | 'evaluationResult' | 'manifestSummary'>
{
  kind!: 'ModelVersion';

  @Field(() => ModelVersionArnScalar, { description: "AWS's name for it." })
  arn!: ModelVersionArn;

  @Field(() => String, { description: 'Read from the ARN. Unique among the living versions of its project.' })
  name!: string;

  @Field(() => ModelVersionStatusEnum, { description: 'Where it is in its life.' })
  status!: ModelVersion['status'];

  @Field(() => String, { nullable: true, description: "AWS's explanation of the status." })
  statusMessage!: string | null;

  @Field(() => String, { nullable: true, description: 'As given when it was created.' })
  versionDescription!: string | null;

  @Field(() => DateTime, { description: 'When its training or copy began.' })
  creationTimestamp!: number;

  @Field(() => DateTime, { nullable: true, description: 'When training ended.' })
  trainingEndTimestamp!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds. Only successful training is billed.' })
  billableTrainingTimeInSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: 'As requested by the last start; billed while it runs.' })
  minInferenceUnits!: number | null;

  @Field(() => Int, { nullable: true, description: 'Null when the model does not auto-scale.' })
  maxInferenceUnits!: number | null;

  @Field(() => OutputConfigType, { nullable: true, description: 'Where training wrote its results.' })
  outputConfig!: OutputConfig | null;

  @Field(() => TrainingDataResultType, { nullable: true, description: 'What it was trained with.' })
  trainingDataResult!: TrainingDataResult | null;

  @Field(() => TestingDataResultType, { nullable: true, description: 'What it was tested with.' })
  testingDataResult!: TestingDataResult | null;

  @Field(() => String, { nullable: true, description: 'The KMS key that encrypts its data.' })
  kmsKeyId!: string | null;

  @Field(() => ModelVersionArnScalar, { nullable: true, description: 'Set on copies.' })
  sourceModelVersionArn!: ModelVersionArn | null;

  @Field(() => CustomizationFeatureEnum, { description: 'What it customises.' })
  feature!: ModelVersion['feature'];

  @Field(() => String, { nullable: true, description: 'The base model of an adapter.' })
  baseModelVersion!: string | null;

  @Field(() => DateTime, { description: 'When the gateway last read this version from AWS.' })
  observedAt!: number;
}

export const ModelVersionConnectionType = createConnectionType<ModelVersionType>(
  'ModelVersion',
  () => ModelVersionType,
);
