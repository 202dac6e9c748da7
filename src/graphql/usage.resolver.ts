import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ModelVersion, Project } from '../domain/model.js';
import { usageOf } from '../services/money/usage.js';
import type { Context } from './context.js';
import { ModelVersionType } from './model-version.type.js';
import { PeriodArgs } from './period.args.js';
import { ProjectType } from './project.type.js';
import { toUsageType, UsageType } from './usage.type.js';

const KEPT = 'The gateway keeps it for 13 months.';

@Resolver(() => ModelVersionType)
export class ModelVersionUsageResolver {
  @FieldResolver(() => UsageType, { description: `What it used, and what that cost. ${KEPT}` })
  usage(
    @Root() { arn, projectArn }: ModelVersion,
    @Ctx() { session }: Context,
    @Args(() => PeriodArgs) period: PeriodArgs,
  ): UsageType {
    return toUsageType(usageOf(session, { projectArns: [projectArn], modelVersionArns: [arn] }, period));
  }
}

@Resolver(() => ProjectType)
export class ProjectUsageResolver {
  @FieldResolver(() => UsageType, {
    description: `What its versions used, also those that are deleted by now, and what that cost. ${KEPT}`,
  })
  usage(
    @Root() { arn }: Project,
    @Ctx() { session }: Context,
    @Args(() => PeriodArgs) period: PeriodArgs,
  ): UsageType {
    return toUsageType(usageOf(session, { projectArns: [arn] }, period));
  }
}
