import { Field, Float, InputType, ObjectType } from 'type-graphql';
import type { BudgetAction, BudgetScope, BudgetThreshold } from '../domain/automation/budget.js';
import type { Money } from '../domain/money/cost.js';
import type { Warning } from '../domain/plan.js';
import type { Budget } from '../services/budgets.js';
import { BudgetActionEnum, BudgetType } from './budget.type.js';
import { DeleteRecordInput, PutRecordInput } from './mutation.input.js';
import { Decimal, ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('MoneyInput', { description: 'An amount in the currency of the configured prices.' })
export class MoneyInput implements Money {
  @Field(() => Decimal, { description: 'For example 250 or 12.5.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217; must be the currency of the configured prices.' })
  currencyCode!: string;
}

@InputType('BudgetScopeInput', { description: 'All that is given must match; nothing given: everything.' })
export class BudgetScopeInput implements Partial<BudgetScope> {
  @Field(() => String, { nullable: true, description: 'Twelve digits; left out: every account.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'An AWS region; left out: every region.' })
  region?: string | null;

  @Field(() => [ProjectArn], { nullable: true, description: '1..100; left out: every project.' })
  projectArns?: BudgetScope['projectArns'];
}

@InputType('BudgetThresholdInput', {
  description: 'A part of a budget, and what is to happen when it is spent: once a month.',
})
export class BudgetThresholdInput implements BudgetThreshold {
  @Field(() => Float, { description: 'More than 0, at most 1000.' })
  percent!: number;

  @Field(() => BudgetActionEnum, { description: 'What is to happen then.' })
  action!: BudgetAction;
}

@InputType('PutBudgetInput', { description: 'The budget as it is to be.' })
export class PutBudgetInput extends PutRecordInput {
  @Field(() => String, {
    description:
      '1 to 64 letters, digits, spaces, `_`, `.` or `-`, beginning with a letter or digit. The same name replaces.',
  })
  name!: string;

  @Field(() => BudgetScopeInput, { nullable: true, description: 'What it counts; everything unless given.' })
  scope?: BudgetScopeInput | null;

  @Field(() => MoneyInput, { description: 'For a calendar month: more than 0.' })
  monthly!: MoneyInput;

  @Field(() => String, { defaultValue: 'UTC', description: 'An IANA name, for example Europe/Berlin.' })
  timeZone!: string;

  @Field(() => [BudgetThresholdInput], { description: '1..10, each percent with each action once.' })
  thresholds!: readonly BudgetThresholdInput[];
}

@InputType('DeleteBudgetInput', { description: 'Which budget is to be deleted.' })
export class DeleteBudgetInput extends DeleteRecordInput {
  @Field(() => String, { description: 'As it was put.' })
  name!: string;
}

@ObjectType('PutBudgetPayload', { description: 'The budget as it is now, or why it was not put.' })
export class PutBudgetPayload extends PayloadType {
  @Field(() => BudgetType, { nullable: true, description: 'The budget; null if it was refused.' })
  budget?: Budget | null;

  @Field(() => [WarningType], { description: 'What it does at once: a threshold may be reached already.' })
  warnings!: readonly Warning[];
}

@ObjectType('DeleteBudgetPayload', { description: 'The budget deleted, or why it is still there.' })
export class DeleteBudgetPayload extends PayloadType {
  @Field(() => String, { nullable: true, description: 'Its name; null if it was refused.' })
  name?: string | null;

  @Field(() => [WarningType], { description: 'Empty: nothing that a deletion does needs a warning.' })
  warnings!: readonly Warning[];
}
