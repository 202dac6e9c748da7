import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { toWallTime } from '../clock.js';
import type { ModelVersionArn as ModelVersionArnText } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import { listCopies } from '../services/copies.js';
import { toGlobalId } from '../services/global-ids.js';
import {
  findModelVersion,
  findModelVersions,
  findSourceModelVersion,
  sourceArnOf,
} from '../services/model-versions.js';
import { findProject } from '../services/projects.js';
import { statusHistory } from '../services/status/status-history.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import {
  EvaluationResultType,
  ManifestSummaryType,
  ModelVersionConnectionType,
  ModelVersionType,
} from './model-version.type.js';
import { PageArgs, toPageRequest } from './page.args.js';
import { ProjectType, TagType } from './project.type.js';
import { ModelVersionArn } from './scalars.js';
import { ModelVersionStatusEventConnectionType } from './status-event.type.js';

@Resolver(() => ModelVersionType)
export class ModelVersionResolver {
  @Cacheable()
  @Query(() => ModelVersionType, {
    nullable: true,
    description:
      'One model version, or null if it does not exist (also if its name now belongs to a newer version).',
  })
  modelVersion(
    @Ctx() { session }: Context,
    @Arg('arn', () => ModelVersionArn, { description: 'The version, in a configured account and region.' })
    arn: ModelVersionArnText,
  ) {
    return findModelVersion(session, arn);
  }

  @Cacheable()
  @Query(() => [ModelVersionType], {
    nullable: 'items',
    description:
      'In the order requested; null where one does not exist. 1..100 ARNs, any mix of projects, accounts and regions.',
  })
  modelVersions(
    @Ctx() { session }: Context,
    @Arg('arns', () => [ModelVersionArn], { description: 'The versions, 1..100.' })
    arns: ModelVersionArnText[],
  ) {
    return findModelVersions(session, arns);
  }

  @Cacheable()
  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this version again.',
  })
  id(@Root() version: ModelVersion): string {
    return toGlobalId(version);
  }

  @Cacheable()
  @FieldResolver(() => ProjectType, { nullable: true, description: 'The project it belongs to.' })
  project(@Root() { projectArn }: ModelVersion, @Ctx() { session }: Context) {
    return findProject(session, projectArn);
  }

  @Cacheable()
  @FieldResolver(() => EvaluationResultType, {
    nullable: true,
    description: 'How well it does on its test images; null unless training succeeded.',
  })
  evaluationResult(@Root() { arn, evaluationResult }: ModelVersion): EvaluationResultType | null {
    return evaluationResult && { ...evaluationResult, modelVersionArn: arn };
  }

  @Cacheable()
  @FieldResolver(() => ManifestSummaryType, {
    nullable: true,
    description: 'What training found in its manifests; null where AWS wrote no summary.',
  })
  manifestSummary(@Root() { arn, manifestSummary }: ModelVersion): ManifestSummaryType | null {
    return manifestSummary && { s3Object: manifestSummary, modelVersionArn: arn };
  }

  @Cacheable()
  @FieldResolver()
  observedAt(@Root() { observedAt }: ModelVersion, @Ctx() { session }: Context): number {
    return toWallTime(session.clock, observedAt);
  }

  @Cacheable()
  @FieldResolver(() => ModelVersionArn, { nullable: true, description: 'Set on copies.' })
  sourceModelVersionArn(@Root() version: ModelVersion, @Ctx() { session }: Context) {
    return sourceArnOf(session, version);
  }

  @Cacheable()
  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: "The version this one was copied from; null when it is gone or out of the gateway's reach.",
  })
  async sourceModelVersion(@Root() version: ModelVersion, @Ctx() { session }: Context) {
    return findSourceModelVersion(session, await sourceArnOf(session, version));
  }

  @FieldResolver(() => ModelVersionConnectionType, {
    description:
      'Versions that were copied from this one, as far as the gateway has seen them, newest first. No call to AWS.',
  })
  copies(@Root() { arn }: ModelVersion, @Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return listCopies(session, arn, toPageRequest(page));
  }

  @Cacheable()
  @FieldResolver(() => [TagType], { description: "The version's tags. One call to AWS for each version." })
  tags(@Root() { arn }: ModelVersion, @Ctx() { session }: Context) {
    return session.loaders.tags(arn);
  }

  @FieldResolver(() => ModelVersionStatusEventConnectionType, {
    description: 'Status changes that the gateway has seen and still keeps, newest first.',
  })
  statusHistory(
    @Root() { arn }: ModelVersion,
    @Ctx() { session }: Context,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return statusHistory(session, arn, toPageRequest(page));
  }
}
