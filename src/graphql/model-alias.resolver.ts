import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { NamedAlias } from '../domain/automation/alias.js';
import { toGlobalId } from '../services/global-ids.js';
import { aliasHistory, type ShownChange } from '../services/model-aliases.js';
import { findModelVersion } from '../services/model-versions.js';
import { deleteModelAlias, putModelAlias } from '../services/mutations/model-alias-changes.js';
import { projectNameOf } from '../services/permissions.js';
import { findProject } from '../services/projects.js';
import { shownSubject } from '../services/shown-subject.js';
import { findWorkflow } from '../services/workflows.js';
import type { Context } from './context.js';
import {
  DeleteModelAliasInput,
  DeleteModelAliasPayload,
  PutModelAliasInput,
  PutModelAliasPayload,
} from './model-alias.input.js';
import { ModelAliasChangeConnectionType, ModelAliasChangeType, ModelAliasType } from './model-alias.type.js';
import { ModelVersionType } from './model-version.type.js';
import { PageArgs, toPageRequest } from './page.args.js';
import { ProjectType } from './project.type.js';
import { toPayload } from './user-errors.js';
import { WorkflowType } from './workflow.type.js';

@Resolver(() => ModelAliasType)
export class ModelAliasResolver {
  @FieldResolver(() => ID, { description: 'Opaque and global: pass it to `node` to fetch this alias again.' })
  id(@Root() alias: NamedAlias): string {
    return toGlobalId(alias);
  }

  @FieldResolver(() => ProjectType, { nullable: true, description: 'The project; null when it is gone.' })
  project(@Root() { projectArn }: NamedAlias, @Ctx() { session }: Context) {
    return findProject(session, projectArn);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'Null when the version it names is gone.',
  })
  modelVersion(@Root() { modelVersionArn }: NamedAlias, @Ctx() { session }: Context) {
    return findModelVersion(session, modelVersionArn);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Who changed it last: shown to owners of the project and to the subject itself, null to others.',
  })
  updatedBy(@Root() { projectArn, author }: NamedAlias, @Ctx() { session }: Context) {
    return shownSubject(session, projectNameOf(projectArn), author);
  }

  @FieldResolver(() => ModelAliasChangeConnectionType, {
    description: 'Its moves, newest first: the last 100, also of an alias of the same name that was deleted.',
  })
  history(@Root() alias: NamedAlias, @Ctx() { session }: Context, @Args(() => PageArgs) page: PageArgs) {
    return aliasHistory(session, alias, toPageRequest(page));
  }

  @Mutation(() => PutModelAliasPayload, {
    description: 'Makes an alias, moves it, or changes its protection. Starts and stops nothing.',
  })
  putModelAlias(
    @Ctx() context: Context,
    @Arg('input', () => PutModelAliasInput, { description: 'The alias, and the version that it is to name.' })
    input: PutModelAliasInput,
  ) {
    const { projectArn, name, modelVersionArn, isProtected = null, revision = null, mustBeNew } = input;
    return toPayload(context, 'putModelAlias', input, () =>
      putModelAlias({ projectArn, name, modelVersionArn, isProtected, revision, mustBeNew }),
    );
  }

  @Mutation(() => DeleteModelAliasPayload, { description: 'Deletes an alias, and nothing else.' })
  deleteModelAlias(
    @Ctx() context: Context,
    @Arg('input', () => DeleteModelAliasInput, { description: 'The alias to delete.' })
    input: DeleteModelAliasInput,
  ) {
    const { projectArn, name, revision = null } = input;
    return toPayload(context, 'deleteModelAlias', input, () =>
      deleteModelAlias({ projectArn, name, revision }),
    );
  }
}

@Resolver(() => ModelAliasChangeType)
export class ModelAliasChangeResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who moved it: shown to owners of the project and to the subject itself, null to others.',
  })
  by(@Root() { projectArn, by }: ShownChange, @Ctx() { session }: Context) {
    return shownSubject(session, projectNameOf(projectArn), { subject: by });
  }

  @FieldResolver(() => WorkflowType, {
    nullable: true,
    description: 'The workflow that moved it, if one did.',
  })
  workflow(@Root() { workflowId }: ShownChange, @Ctx() { session }: Context) {
    return workflowId === null ? null : findWorkflow(session, workflowId);
  }
}
