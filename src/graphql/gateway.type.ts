import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AccountRegion } from '../domain/arn.js';
import type { Budget } from '../domain/budget.js';
import type { GatewayFacts } from './context.js';
import { UpstreamKindEnum } from './enums.js';

@ObjectType('GatewayAccount', { description: 'An account and region that the gateway serves.' })
class GatewayAccountType implements AccountRegion {
  @Field(() => String, { description: 'Twelve digits, as in an ARN.' })
  accountId!: string;

  @Field(() => String, { description: 'For example us-east-1.' })
  region!: string;
}

@ObjectType('UpstreamBudget', { description: 'The room that is left for one AWS operation.' })
export class UpstreamBudgetType implements Budget {
  @Field(() => String, { description: "AWS's operation name, for example DescribeProjectVersions." })
  operation!: string;

  @Field(() => String, { description: 'The account it counts for.' })
  accountId!: string;

  @Field(() => String, { description: 'The region it counts for.' })
  region!: string;

  @Field(() => Float, { description: 'Calls a second: the limit the gateway keeps to now.' })
  limitPerSecond!: number;

  @Field(() => Float, { description: 'Calls that could be made right now.' })
  available!: number;

  @Field(() => Int, { description: 'Calls that AWS refused for their rate in the last minute.' })
  throttledLastMinute!: number;
}

@ObjectType('Gateway', {
  description: 'The gateway itself: what it is connected to and how much room it has.',
})
export class GatewayType implements GatewayFacts {
  @Field(() => String, { description: 'Its release, as in CHANGELOG.' })
  version!: string;

  @Field(() => UpstreamKindEnum, { description: 'What answers behind it.' })
  upstream!: GatewayFacts['upstream'];

  @Field(() => [GatewayAccountType], { description: 'What it serves; the first is the default.' })
  accounts!: readonly AccountRegion[];
}
