import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { ProjectPolicy } from '../domain/model.js';
import { toGlobalId } from '../services/global-ids.js';
import { deletePolicy, putPolicy } from '../services/policies.js';
import { findProject } from '../services/projects.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { ProjectType } from './project.type.js';
import {
  DeleteProjectPolicyInput,
  DeleteProjectPolicyPayload,
  PutProjectPolicyInput,
  PutProjectPolicyPayload,
} from './project-policy.input.js';
import { ProjectPolicyType } from './project-policy.type.js';
import { toPayload } from './user-errors.js';

@Resolver(() => ProjectPolicyType)
export class ProjectPolicyResolver {
  @Cacheable()
  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this policy again.',
  })
  id(@Root() policy: ProjectPolicy): string {
    return toGlobalId(policy);
  }

  @Cacheable()
  @FieldResolver(() => ProjectType, { nullable: true, description: 'The project that it is attached to.' })
  project(@Root() { projectArn }: ProjectPolicy, @Ctx() { session }: Context) {
    return findProject(session, projectArn);
  }

  @Mutation(() => PutProjectPolicyPayload, {
    description: 'Attaches a policy to a project, or replaces a revision of it.',
  })
  putProjectPolicy(
    @Ctx() context: Context,
    @Arg('input', () => PutProjectPolicyInput, { description: 'The policy to attach or replace.' })
    input: PutProjectPolicyInput,
  ) {
    const { projectArn, policyName, policyDocument, policyRevisionId = null } = input;
    return toPayload(context, 'putProjectPolicy', input, () =>
      putPolicy({ projectArn, policyName, policyDocument, policyRevisionId }),
    );
  }

  @Mutation(() => DeleteProjectPolicyPayload, { description: 'Takes a policy off its project.' })
  deleteProjectPolicy(
    @Ctx() context: Context,
    @Arg('input', () => DeleteProjectPolicyInput, { description: 'The policy to take off its project.' })
    input: DeleteProjectPolicyInput,
  ) {
    const { projectArn, policyName, policyRevisionId = null } = input;
    return toPayload(context, 'deleteProjectPolicy', input, () =>
      deletePolicy(projectArn, policyName, policyRevisionId),
    );
  }
}
