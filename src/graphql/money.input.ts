import { Field, InputType } from 'type-graphql';
import type { Money } from '../domain/money/cost.js';
import { Decimal } from './scalars.js';

@InputType('MoneyInput', { description: 'An amount in the currency of the configured prices.' })
export class MoneyInput implements Money {
  @Field(() => Decimal, { description: 'For example 250 or 12.5.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217; must be the currency of the configured prices.' })
  currencyCode!: string;
}
