import { ArgsType, Field } from 'type-graphql';
import { DateTime } from './scalars.js';

@ArgsType()
export class PeriodArgs {
  @Field(() => DateTime, { description: 'When the period begins.' })
  from!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; left out: now.' })
  to?: number | null;
}
