import { Field, InputType, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import { Duration } from './duration.scalar.js';
import { ModelVersionType } from './model-version.type.js';
import { IdempotentInput } from './mutation.input.js';
import { DateTime, ModelVersionArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('SetModelVersionStopInput', {
  description: 'Exactly one of `stopAt`, `stopAfter` (from now) and `remove`.',
})
export class SetModelVersionStopInput extends IdempotentInput {
  @Field(() => ModelVersionArn, { description: 'The version: it must be STARTING or RUNNING.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => DateTime, { nullable: true, description: 'In the future.' })
  stopAt?: number | null;

  @Field(() => Duration, { nullable: true, description: 'Counted from now.' })
  stopAfter?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Takes the planned stop away. Not possible where the gateway has a MAX_STOP_AFTER.',
  })
  remove!: boolean;
}

@ObjectType('SetModelVersionStopPayload', {
  description: 'The version with its planned stop, or why it was not set.',
})
export class SetModelVersionStopPayload extends PayloadType {
  @Field(() => ModelVersionType, { nullable: true, description: 'The version; null if it was refused.' })
  modelVersion?: ModelVersion | null;

  @Field(() => [WarningType], { description: 'What was done otherwise than requested.' })
  warnings!: readonly WarningType[];
}
