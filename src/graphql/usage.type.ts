import { Field, Float, ObjectType } from 'type-graphql';
import type { Money } from '../domain/money/cost.js';
import type { Usage } from '../domain/money/usage.js';
import type { UsageBasis } from '../domain/money/usage-basis.js';
import { enumOf } from './enums.js';
import { MoneyType } from './money.type.js';
import { DateTime } from './scalars.js';

const UsageBasisEnum = enumOf<UsageBasis>('UsageBasis', 'How a usage is known.', {
  METERED: "Read from AWS's own metric of inference units in service.",
  OBSERVED:
    'Every start and stop in the period was seen within a poll interval; counted low, to the last refresh that showed it running.',
  AT_LEAST:
    'The gateway did not see all of it, or the units of an auto-scaled model are not metered: at least this much.',
});

const NO_PRICE = 'Null where nothing that was used has a price.';

@ObjectType('Usage', {
  description: 'What model versions used in a period, and what that costs at the configured prices.',
})
export class UsageType {
  @Field(() => DateTime, { description: 'When the period begins.' })
  from!: number;

  @Field(() => DateTime, { description: 'When the period ends. What is still to come is not counted.' })
  to!: number;

  @Field(() => Float, { description: 'Hours in which it ran; of several versions, their sum.' })
  runningHours!: number;

  @Field(() => Float, { description: 'Inference units times hours: what AWS bills.' })
  inferenceUnitHours!: number;

  @Field(() => Float, { description: 'Hours of training that ended well in the period.' })
  trainingHours!: number;

  @Field(() => MoneyType, { nullable: true, description: `Of the inference units. ${NO_PRICE}` })
  inferenceCost!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: `Of the trainings. ${NO_PRICE}` })
  trainingCost!: Money | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Both together: an estimate at the configured prices, no invoice. Null where no part has a price.',
  })
  cost!: Money | null;

  @Field(() => Boolean, { description: 'False: some of it lies in regions without a price.' })
  isCostComplete!: boolean;

  @Field(() => UsageBasisEnum, { description: 'Of a sum: that of its weakest part.' })
  basis!: UsageBasis;
}

const HOUR_MS = 3_600_000;

/** As the schema has it: in hours. */
export function toUsageType(usage: Usage): UsageType {
  const { runningMs, inferenceUnitMs, trainingMs, ...others } = usage;
  return {
    ...others,
    runningHours: runningMs / HOUR_MS,
    inferenceUnitHours: inferenceUnitMs / HOUR_MS,
    trainingHours: trainingMs / HOUR_MS,
  };
}
