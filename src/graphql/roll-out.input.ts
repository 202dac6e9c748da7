import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText } from '../domain/arn.js';
import type { Warning } from '../domain/plan.js';
import type { WorkflowNode } from '../services/workflows.js';
import { Duration } from './duration.scalar.js';
import { IdempotentInput } from './mutation.input.js';
import { ModelVersionArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';
import { WorkflowType } from './workflow.type.js';

@InputType('RollOutGateInput', {
  description: 'What the version must reach. An unknown score passes no gate.',
})
export class RollOutGateInput {
  @Field(() => Float, { nullable: true, description: 'The least F1 score that is enough, 0..1.' })
  minF1Score?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How much F1 any label may lose against the version that the alias names now, 0..1. A new alias is not compared.',
  })
  maxLabelF1Drop?: number | null;
}

@InputType('RollOutModelVersionInput', { description: 'The version, and the alias that is to name it.' })
export class RollOutModelVersionInput extends IdempotentInput {
  @Field(() => String, {
    description: "An alias of the version's project; made where it does not exist.",
  })
  aliasName!: string;

  @Field(() => ModelVersionArn, { description: 'The version to roll out.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => Int, { description: 'What it is started with. A version that runs already keeps its units.' })
  minInferenceUnits!: number;

  @Field(() => Int, { nullable: true, description: 'Up to so many where it scales by itself.' })
  maxInferenceUnits?: number | null;

  @Field(() => RollOutGateInput, { nullable: true, description: 'Not compared unless given.' })
  gate?: RollOutGateInput | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'How long both run after the alias has moved. Default: not at all.',
  })
  bake?: number | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Whether the version that the alias named is stopped at the end, unless another alias, a window or a workflow uses it.',
  })
  stopPrevious!: boolean;
}

@ObjectType('RollOutModelVersionPayload', {
  description: 'The rollout that has begun, or why it has not.',
})
export class RollOutModelVersionPayload extends PayloadType {
  @Field(() => WorkflowType, {
    nullable: true,
    description: 'What carries it out by itself; null if it was refused.',
  })
  workflow?: WorkflowNode | null;

  @Field(() => [WarningType], { description: 'What should be known of it.' })
  warnings!: readonly Warning[];
}
