import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { toWallTime } from '../clock.js';
import type { ModelVersion } from '../domain/model.js';
import { hourlyCostOf, type Money, trainingCostOf } from '../domain/money/cost.js';
import { runOf } from '../domain/status.js';
import { currentBurnRate } from '../services/money/burn-rate.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { ModelVersionType } from './model-version.type.js';
import { BurnRateType, MoneyType } from './money.type.js';
import { DateTime } from './scalars.js';

@Resolver(() => ModelVersionType)
export class MoneyResolver {
  @Query(() => BurnRateType, {
    description:
      'What an hour of everything that runs now costs. Reads all projects that the caller may see.',
  })
  burnRate(@Ctx() { session }: Context) {
    return currentBurnRate(session);
  }

  @Cacheable()
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Since when it has been RUNNING without a break; null unless it runs.',
  })
  runningSince(@Root() version: ModelVersion, @Ctx() { session }: Context): number | null {
    const run = runOf(version);
    return run && toWallTime(session.clock, run.sinceAt);
  }

  @Cacheable()
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'False: it ran already when the gateway first saw it, or saw it again after a while, so it may have run for longer than that. Null unless it runs.',
  })
  isRunningSinceExact(@Root() version: ModelVersion): boolean | null {
    return runOf(version)?.isSinceExact ?? null;
  }

  @Cacheable()
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      'What an hour of it costs as it runs now; null unless it is billed, or where the region has no price. Of a model that scales by itself, with its least units.',
  })
  hourlyCost(@Root() version: ModelVersion, @Ctx() { session }: Context): Money | null {
    return hourlyCostOf(session.prices, version);
  }

  @Cacheable()
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      'What its training cost; null unless it ended well, on copies, and where the region has no price.',
  })
  trainingCost(@Root() version: ModelVersion, @Ctx() { session }: Context): Money | null {
    return trainingCostOf(session.prices, version);
  }
}
