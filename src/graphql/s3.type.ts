import { Field, ObjectType } from 'type-graphql';
import type { OutputConfig, S3Object, TestingDataResult, TrainingDataResult } from '../domain/model.js';

@ObjectType('OutputConfig', { description: 'Where training writes its results.' })
export class OutputConfigType implements OutputConfig {
  @Field(() => String, { nullable: true, description: 'The bucket that it writes to.' })
  s3Bucket!: string | null;

  @Field(() => String, { nullable: true, description: 'What every key begins with.' })
  s3KeyPrefix!: string | null;
}

@ObjectType('S3Object', { description: 'A file in Amazon S3.' })
export class S3ObjectType implements S3Object {
  @Field(() => String, { nullable: true, description: 'The bucket that it lies in.' })
  bucket!: string | null;

  @Field(() => String, { nullable: true, description: 'The key in the bucket.' })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the file, in a bucket with versioning.',
  })
  version!: string | null;
}

@ObjectType('TrainingDataResult', { description: 'The manifests that training worked with.' })
export class TrainingDataResultType implements TrainingDataResult {
  @Field(() => [S3ObjectType], {
    description: "As given; empty when it trained with the project's datasets.",
  })
  input!: readonly S3Object[];

  @Field(() => [S3ObjectType], { description: 'As used: without the rows that could not be.' })
  output!: readonly S3Object[];

  @Field(() => [S3ObjectType], { description: 'The input with what was found wrong in each row.' })
  validation!: readonly S3Object[];
}

@ObjectType('TestingDataResult', { description: 'The manifests that the evaluation worked with.' })
export class TestingDataResultType extends TrainingDataResultType implements TestingDataResult {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether AWS split the training data 80/20 to test with.',
  })
  autoCreate!: boolean | null;
}
