import { Field, ObjectType } from 'type-graphql';
import type { Money } from '../domain/money/cost.js';
import type { Plan, PlannedCall } from '../domain/plan.js';
import { MoneyType } from './money.type.js';
import { WarningType } from './warning.type.js';

@ObjectType('PlannedCall', { description: 'A call to AWS that would change something.' })
class PlannedCallType implements PlannedCall {
  @Field(() => String, { description: "AWS's name, for example StartProjectVersion." })
  operation!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The project or model version that it is about; null for what has no ARN yet.',
  })
  arn!: PlannedCall['arn'];

  @Field(() => String, { description: 'The account that it is sent to: twelve digits.' })
  accountId!: string;

  @Field(() => String, { description: 'The AWS region that it is sent to.' })
  region!: string;
}

@ObjectType('Plan', {
  description:
    'What a change would do. Whatever would refuse it stands in `userErrors`, as if it had been tried.',
})
export class PlanType implements Plan {
  @Field(() => [PlannedCallType], {
    description:
      'In order, without those about projects that you may not read; empty where something refuses it.',
  })
  calls!: readonly PlannedCallType[];

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'How the hourly cost would change once it runs or is stopped, 0 where it would not; null: no price is known. Of a model that scales by itself, with its least units.',
  })
  hourlyCostChange!: Money | null;

  @Field(() => [WarningType], { description: 'What should be known before it is done.' })
  warnings!: readonly WarningType[];
}
