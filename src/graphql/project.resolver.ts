import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { Project } from '../domain/model.js';
import { toGlobalId } from '../services/global-ids.js';
import { findModelVersionByName, listModelVersions } from '../services/model-versions.js';
import { projectNameOf } from '../services/permissions.js';
import { listPolicies } from '../services/policies.js';
import { createProject, deleteProject, findProject, listProjects } from '../services/projects.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { ProjectActionEnum } from './enums.js';
import { ModelVersionConnectionType, ModelVersionType } from './model-version.type.js';
import { ModelVersionsArgs } from './model-versions.args.js';
import { PageArgs, toPageRequest } from './page.args.js';
import {
  CreateProjectInput,
  CreateProjectPayload,
  DeleteProjectInput,
  DeleteProjectPayload,
  ProjectFilterInput,
} from './project.input.js';
import { ProjectConnectionType, ProjectType, TagType } from './project.type.js';
import { ProjectPolicyConnectionType } from './project-policy.type.js';
import { ProjectArn } from './scalars.js';
import { toPayload } from './user-errors.js';

@Resolver(() => ProjectType)
export class ProjectResolver {
  @Cacheable()
  @Query(() => ProjectType, { nullable: true, description: 'One project, or null if it does not exist.' })
  project(
    @Ctx() { session }: Context,
    @Arg('arn', () => ProjectArn, { description: 'The project, in a configured account and region.' })
    arn: ProjectArnText,
  ) {
    return findProject(session, arn);
  }

  @Cacheable()
  @Query(() => ProjectConnectionType, {
    description: 'Projects of every configured account and region, newest first.',
  })
  projects(
    @Ctx() { session }: Context,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ProjectFilterInput, { nullable: true, description: 'Which ones; all unless given.' })
    filter: ProjectFilterInput | null | undefined,
  ) {
    const { names = null, accountId = null, region = null } = filter ?? {};
    return listProjects(session, { names, accountId, region }, toPageRequest(page));
  }

  @Cacheable()
  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this project again.',
  })
  id(@Root() project: Project): string {
    return toGlobalId(project);
  }

  @Cacheable()
  @FieldResolver(() => [TagType], { description: "The project's tags. One call to AWS for each project." })
  tags(@Root() { arn }: Project, @Ctx() { session }: Context) {
    return session.loaders.tags(arn);
  }

  @Cacheable()
  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'One of its versions by name, or null if it does not exist.',
  })
  modelVersion(
    @Root() { arn }: Project,
    @Ctx() { session }: Context,
    @Arg('name', () => String, { description: 'The version name.' }) name: string,
  ) {
    return findModelVersionByName(session, arn, name);
  }

  @Cacheable()
  @FieldResolver(() => ModelVersionConnectionType, {
    description: 'Its versions, newest first unless ordered otherwise.',
  })
  modelVersions(
    @Root() { arn }: Project,
    @Ctx() { session }: Context,
    @Args(() => ModelVersionsArgs) args: ModelVersionsArgs,
  ) {
    const { filter, orderBy } = args;
    const {
      names = null,
      statuses = null,
      namePrefix = null,
      createdAfter = null,
      createdBefore = null,
    } = filter ?? {};
    return listModelVersions(
      session,
      arn,
      { names, statuses, namePrefix, createdAfter, createdBefore },
      orderBy ?? { field: 'CREATION_TIMESTAMP', direction: 'DESC' },
      toPageRequest(args),
    );
  }

  @Cacheable()
  @FieldResolver(() => ProjectPolicyConnectionType, {
    description: 'Its policies by name. AWS allows 5 a project by default.',
  })
  policies(@Root() project: Project, @Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return listPolicies(session, project, toPageRequest(page));
  }

  @Cacheable()
  @FieldResolver(() => [ProjectActionEnum], {
    description:
      'What the grants of the caller allow here. A guard rail may still refuse it: a gateway that is read-only, or a limit.',
  })
  async viewerMay(@Root() { arn }: Project, @Ctx() { session }: Context) {
    const changes = await session.permissions.changesIn(projectNameOf(arn));
    return changes.map((it) => it.toUpperCase());
  }

  @Mutation(() => CreateProjectPayload, { description: 'Creates a project. It is CREATED within seconds.' })
  createProject(
    @Ctx() context: Context,
    @Arg('input', () => CreateProjectInput, { description: 'The project to create.' })
    input: CreateProjectInput,
  ) {
    const { projectName, feature = null, autoUpdate = null, accountId = null, region = null } = input;
    const tags = input.tags ?? [];
    return toPayload(context, 'createProject', input, () =>
      createProject({ projectName, feature, autoUpdate, tags, accountId, region }),
    );
  }

  @Mutation(() => DeleteProjectPayload, {
    description: 'Deletes a project that has no versions, with its policies.',
  })
  deleteProject(
    @Ctx() context: Context,
    @Arg('input', () => DeleteProjectInput, { description: 'The project to delete.' })
    input: DeleteProjectInput,
  ) {
    return toPayload(context, 'deleteProject', input, () => deleteProject(input.projectArn));
  }
}
