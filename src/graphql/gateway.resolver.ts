import { Arg, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import { reachableBudgets } from '../services/account-regions.js';
import { findLookoutVisionModel } from '../services/lookout-vision.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { GatewayType, UpstreamBudgetType } from './gateway.type.js';
import { LookoutVisionModelType } from './lookout-vision.type.js';

@Resolver(() => GatewayType)
export class GatewayResolver {
  @Query(() => GatewayType, {
    description: 'The gateway itself: what it is connected to and how much room it has.',
  })
  gateway(@Ctx() { gateway, session }: Context) {
    return { ...gateway, accounts: session.permissions.accounts };
  }

  @FieldResolver(() => [UpstreamBudgetType], {
    description: 'One per AWS operation with a rate limit, per account and region.',
  })
  upstreamBudgets(@Ctx() { session }: Context) {
    return reachableBudgets(session);
  }

  @Cacheable()
  @Query(() => LookoutVisionModelType, {
    nullable: true,
    description: 'A version of an Amazon Lookout for Vision model, or null if it does not exist.',
  })
  lookoutVisionModel(
    @Ctx() { session }: Context,
    @Arg('projectName', () => String, { description: 'The Lookout for Vision project that it belongs to.' })
    projectName: string,
    @Arg('modelVersion', () => String, { description: 'Its number, or `latest`.' }) modelVersion: string,
    @Arg('accountId', () => String, { nullable: true, description: "The gateway's first unless given." })
    accountId: string | null = null,
    @Arg('region', () => String, { nullable: true, description: "The account's first unless given." })
    region: string | null = null,
  ) {
    return findLookoutVisionModel(session, projectName, modelVersion, { accountId, region });
  }
}
