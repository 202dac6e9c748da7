import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LookoutVisionModel, OutputConfig, S3Object } from '../domain/model.js';
import { LookoutVisionModelStatusEnum } from './enums.js';
import { OutputConfigType, S3ObjectType } from './s3.type.js';
import { DateTime } from './scalars.js';

@ObjectType('LookoutVisionPerformance', {
  description: 'How well a Lookout for Vision model does in its test.',
})
class LookoutVisionPerformanceType {
  @Field(() => Float, { nullable: true, description: 'Harmonic mean of precision and recall, 0..1.' })
  f1Score!: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of right answers among those expected, 0..1.' })
  recall!: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of right answers among those given, 0..1.' })
  precision!: number | null;
}

@ObjectType('LookoutVisionModel', {
  description: 'A version of an Amazon Lookout for Vision model. AWS ended that service on 31 October 2025.',
})
export class LookoutVisionModelType implements LookoutVisionModel {
  @Field(() => String, { description: "AWS's name for it." })
  modelArn!: string;

  @Field(() => String, { description: 'Its number in the project.' })
  modelVersion!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its training began.' })
  creationTimestamp!: number | null;

  @Field(() => String, { nullable: true, description: 'As given when it was created.' })
  description!: string | null;

  @Field(() => LookoutVisionModelStatusEnum, { description: 'Where it is in its life.' })
  status!: LookoutVisionModel['status'];

  @Field(() => String, { nullable: true, description: "AWS's explanation of the status." })
  statusMessage!: string | null;

  @Field(() => LookoutVisionPerformanceType, { nullable: true, description: 'How well it does in its test.' })
  performance!: LookoutVisionModel['performance'];

  @Field(() => OutputConfigType, { nullable: true, description: 'Where training wrote its results.' })
  outputConfig!: OutputConfig | null;

  @Field(() => S3ObjectType, { nullable: true, description: 'The manifest it was tested with.' })
  evaluationManifest!: S3Object | null;

  @Field(() => S3ObjectType, { nullable: true, description: 'The metrics of its test.' })
  evaluationResult!: S3Object | null;

  @Field(() => DateTime, { nullable: true, description: 'When the test ended.' })
  evaluationEndTimestamp!: number | null;

  @Field(() => String, { nullable: true, description: 'The KMS key that encrypts its data.' })
  kmsKeyId!: string | null;

  @Field(() => Int, { nullable: true, description: 'As requested by the last start.' })
  minInferenceUnits!: number | null;

  @Field(() => Int, { nullable: true, description: 'Null when the model does not auto-scale.' })
  maxInferenceUnits!: number | null;
}
