import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { NamedAlias } from '../domain/automation/alias.js';
import type { ModelVersion, Project } from '../domain/model.js';
import { findAlias, listAliases, listAliasesOf } from '../services/model-aliases.js';
import type { Context } from './context.js';
import { ModelAliasType } from './model-alias.type.js';
import { ModelVersionType } from './model-version.type.js';
import { ProjectType } from './project.type.js';

@Resolver(() => ProjectType)
export class ProjectAliasesResolver {
  @FieldResolver(() => ModelAliasType, {
    nullable: true,
    description: 'One of its aliases by name, or null if it does not exist.',
  })
  alias(
    @Root() { arn }: Project,
    @Ctx() { session }: Context,
    @Arg('name', () => String, { description: 'The name of the alias.' }) name: string,
  ): NamedAlias | null {
    return findAlias(session, arn, name);
  }

  @FieldResolver(() => [ModelAliasType], { description: 'By name; at most 100.' })
  aliases(@Root() { arn }: Project, @Ctx() { session }: Context): readonly NamedAlias[] {
    return listAliases(session, arn);
  }
}

@Resolver(() => ModelVersionType)
export class ModelVersionAliasesResolver {
  @FieldResolver(() => [ModelAliasType], { description: 'The aliases that name it now.' })
  aliases(@Root() { arn }: ModelVersion, @Ctx() { session }: Context): readonly NamedAlias[] {
    return listAliasesOf(session, arn);
  }
}
