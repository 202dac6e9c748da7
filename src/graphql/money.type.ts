import { Field, ObjectType } from 'type-graphql';
import type { ModelVersion } from '../domain/model.js';
import type { Money } from '../domain/money/cost.js';
import type { BurnRate } from '../services/money/burn-rate.js';
import { ModelVersionType } from './model-version.type.js';
import { Decimal } from './scalars.js';

@ObjectType('Money', { description: 'An amount in a currency.' })
export class MoneyType implements Money {
  @Field(() => Decimal, { description: 'Rounded to 4 decimals.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217, for example USD.' })
  currencyCode!: string;
}

@ObjectType('BurnRate', {
  description:
    'What runs now, and what an hour of that costs at the configured prices: an estimate, no invoice.',
})
export class BurnRateType implements BurnRate {
  @Field(() => MoneyType, {
    nullable: true,
    description:
      'All that runs now and that the caller may see. Null where no price is configured for any of it. Models that scale by themselves count with their least units.',
  })
  hourly!: Money | null;

  @Field(() => Boolean, { description: 'False: some of it lies in regions without a price.' })
  isCostComplete!: boolean;

  @Field(() => [ModelVersionType], { description: 'What runs now and the caller may see.' })
  runningModelVersions!: readonly ModelVersion[];
}
