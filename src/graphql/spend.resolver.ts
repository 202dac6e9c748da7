import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Spend, spend } from '../services/money/spend.js';
import { modelVersionOfSpend, projectOfSpend } from '../services/spend-nodes.js';
import type { Context } from './context.js';
import { ModelVersionType } from './model-version.type.js';
import { toPageRequest } from './page.args.js';
import { ProjectType } from './project.type.js';
import { SpendArgs, SpendConnectionType, SpendType } from './spend.type.js';
import { toUsageType, UsageType } from './usage.type.js';

@Resolver(() => SpendType)
export class SpendResolver {
  @Query(() => SpendConnectionType, {
    description:
      'What was used in a period, and what that cost: largest cost first; by day, oldest first. At most 400 days. Also of what is deleted by now; nothing of what the caller may not see.',
  })
  async spend(@Ctx() { session }: Context, @Args(() => SpendArgs) args: SpendArgs) {
    const { from, to, groupBy, accountId, region, projectArns } = args;
    const scope = { accountId: accountId ?? null, region: region ?? null, projectArns: projectArns ?? null };
    const list = await spend(session, { from, to: to ?? null, groupBy, scope }, toPageRequest(args));
    return Object.assign(list, { total: toUsageType(list.total) });
  }

  @FieldResolver(() => ProjectType, {
    nullable: true,
    description: 'The project; null where it is gone, and for coarser groups.',
  })
  project(@Root() { projectArn }: Spend, @Ctx() { session }: Context) {
    return projectOfSpend(session, projectArn);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'The version; null where it is gone, and for coarser groups.',
  })
  modelVersion(@Root() { modelVersionArn }: Spend, @Ctx() { session }: Context) {
    return modelVersionOfSpend(session, modelVersionArn);
  }

  @FieldResolver(() => UsageType, { description: 'What the group used.' })
  usage(@Root() { usage }: Spend): UsageType {
    return toUsageType(usage);
  }
}
