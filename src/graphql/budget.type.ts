import { Field, Float, ObjectType } from 'type-graphql';
import type { BudgetAction, BudgetScope } from '../domain/automation/budget.js';
import type { Money } from '../domain/money/cost.js';
import { createConnectionType } from './connection.type.js';
import { enumOf } from './enums.js';
import { MoneyType } from './money.type.js';
import { NodeType } from './node.type.js';
import { DateTime, ProjectArn } from './scalars.js';

export const BudgetActionEnum = enumOf<BudgetAction>(
  'BudgetAction',
  'What happens when a threshold is reached, beside an event, a line in the log and the metric.',
  {
    NOTIFY: 'Nothing but the event.',
    REFUSE_STARTS: 'Starts are refused with BUDGET_EXCEEDED until the month ends or the budget is raised.',
    STOP_MODELS:
      'What runs in its scope is stopped once, and nothing in it is started by schedules or rollouts until the month ends or the budget is raised.',
  },
);

@ObjectType('BudgetScope', { description: 'All that is given must match; nothing given: everything.' })
class BudgetScopeType implements BudgetScope {
  @Field(() => String, { nullable: true, description: 'Twelve digits; null: every account.' })
  accountId!: string | null;

  @Field(() => String, { nullable: true, description: 'An AWS region; null: every region.' })
  region!: string | null;

  @Field(() => [ProjectArn], { nullable: true, description: 'Null: every project.' })
  projectArns!: BudgetScope['projectArns'];
}

@ObjectType('BudgetThreshold', { description: 'A part of a budget, and what happens when it is spent.' })
export class BudgetThresholdType {
  @Field(() => Float, { description: 'Of the monthly amount: more than 0, at most 1000.' })
  percent!: number;

  @Field(() => BudgetActionEnum, { description: 'What happens then.' })
  action!: BudgetAction;

  @Field(() => DateTime, { nullable: true, description: 'This month; null: not yet.' })
  reachedAt!: number | null;
}

/** What is known of its spend is joined in by a resolver. */
@ObjectType('Budget', {
  implements: NodeType,
  description: 'What may be spent in a calendar month, and what happens when it is. An estimate, no invoice.',
})
export class BudgetType extends NodeType {
  kind!: 'Budget';

  @Field(() => String, { description: 'Unique on this gateway.' })
  name!: string;

  @Field(() => BudgetScopeType, { description: 'What it counts.' })
  scope!: BudgetScope;

  @Field(() => MoneyType, { description: 'For a calendar month.' })
  monthly!: Money;

  @Field(() => String, { description: 'In which its months begin: an IANA name, for example Europe/Berlin.' })
  timeZone!: string;

  @Field(() => String, { description: 'Changes with every put, and with nothing else.' })
  revision!: string;
}

export const BudgetConnectionType = createConnectionType<BudgetType>('Budget', () => BudgetType);
