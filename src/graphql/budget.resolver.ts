import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { toScope } from '../domain/automation/budget.js';
import { failureOf, forecastMoney, thresholdsOf } from '../services/budget-figures.js';
import { updaterOf } from '../services/budget-rights.js';
import { BUDGET_KIND, type Budget, usageOf } from '../services/budgets.js';
import type { ToldEvent } from '../services/events/told-events.js';
import { toGlobalId } from '../services/global-ids.js';
import { deleteBudget, putBudget } from '../services/mutations/budget-changes.js';
import { findBudget, listBudgets } from '../services/visible-budgets.js';
import { DeleteBudgetInput, DeleteBudgetPayload, PutBudgetInput, PutBudgetPayload } from './budget.input.js';
import { BudgetConnectionType, BudgetThresholdType, BudgetType } from './budget.type.js';
import type { Context } from './context.js';
import { FailureType } from './failure.type.js';
import { GatewayEventType } from './gateway-event.type.js';
import { MoneyType } from './money.type.js';
import { PageArgs, toPageRequest } from './page.args.js';
import { toUsageType, UsageType } from './usage.type.js';
import { toPayload } from './user-errors.js';

@Resolver(() => GatewayEventType)
export class BudgetEventResolver {
  @FieldResolver(() => BudgetType, {
    nullable: true,
    description: 'The budget that it is about, as it is now; null for none, and for one that is gone.',
  })
  budget(@Root() { event }: ToldEvent, @Ctx() { session }: Context) {
    return event?.record.kind === BUDGET_KIND ? findBudget(session, event.record.key) : null;
  }
}

@Resolver(() => BudgetType)
export class BudgetResolver {
  @Query(() => BudgetConnectionType, {
    description: 'By name: those whose whole scope the caller may read.',
  })
  budgets(@Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return listBudgets(session, toPageRequest(page));
  }

  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this budget again.',
  })
  id(@Root() budget: Budget): string {
    return toGlobalId(budget);
  }

  @FieldResolver(() => UsageType, { description: 'This calendar month so far.' })
  spent(@Root() budget: Budget, @Ctx() { session }: Context) {
    return toUsageType(usageOf(session, budget));
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      'What the month will have cost at its end if what runs now goes on. Null where nothing of it has a price.',
  })
  forecast(@Root() budget: Budget, @Ctx() { session }: Context) {
    return forecastMoney(session, budget);
  }

  @FieldResolver(() => [BudgetThresholdType], { description: 'In the order in which they were given.' })
  thresholds(@Root() budget: Budget, @Ctx() { session }: Context) {
    return thresholdsOf(session, budget);
  }

  @FieldResolver(() => FailureType, {
    nullable: true,
    description:
      'Why it cannot be counted as it was put: prices are in another currency by now, or its time zone is not known any more and its months are those of UTC. Null: it can.',
  })
  failure(@Root() budget: Budget, @Ctx() { session }: Context) {
    const failure = failureOf(session, budget);
    return failure && { ...failure, retryAt: null };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The subject that put it: shown to owners of all of its scope and to the subject itself.',
  })
  updatedBy(@Root() budget: Budget, @Ctx() { session }: Context) {
    return updaterOf(session, budget);
  }

  @Mutation(() => PutBudgetPayload, {
    description:
      'Makes or replaces a budget. Raised, it lets starts through at once. Needs the role owner in all of its scope.',
  })
  putBudget(
    @Ctx() context: Context,
    @Arg('input', () => PutBudgetInput, { description: 'The budget as it is to be.' })
    input: PutBudgetInput,
  ) {
    const { name, scope, monthly, timeZone, thresholds, revision = null, mustBeNew } = input;
    const { amount, currencyCode } = monthly;
    return toPayload(context, 'putBudget', input, () =>
      putBudget(
        { name, revision, mustBeNew },
        {
          ...{ scope: toScope(scope), monthly: { amount, currencyCode }, timeZone },
          thresholds: thresholds.map(({ percent, action }) => ({ percent, action })),
        },
      ),
    );
  }

  @Mutation(() => DeleteBudgetPayload, { description: 'Deletes a budget. Starts are let through at once.' })
  deleteBudget(
    @Ctx() context: Context,
    @Arg('input', () => DeleteBudgetInput, { description: 'Which budget, and of which revision.' })
    input: DeleteBudgetInput,
  ) {
    const { name, revision = null } = input;
    return toPayload(context, 'deleteBudget', input, () => deleteBudget({ name, revision }));
  }
}
