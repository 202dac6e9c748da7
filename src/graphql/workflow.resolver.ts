import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isCancellable } from '../domain/automation/workflow-progress.js';
import { keyOfRecord, toGlobalId } from '../services/global-ids.js';
import { cancelWorkflow } from '../services/mutations/cancel-workflow.js';
import { promoteModelVersion } from '../services/mutations/promote-model-version.js';
import { shownSubject } from '../services/shown-subject.js';
import {
  listWorkflows,
  projectOf,
  shownVersion,
  shownVersionArn,
  type WorkflowNode,
} from '../services/workflows.js';
import type { Context } from './context.js';
import { FailureType } from './failure.type.js';
import { ModelVersionType } from './model-version.type.js';
import { PageArgs, toPageRequest } from './page.args.js';
import { DateTime, ModelVersionArn } from './scalars.js';
import { toPayload } from './user-errors.js';
import {
  CancelWorkflowInput,
  CancelWorkflowPayload,
  PromoteModelVersionInput,
  PromoteModelVersionPayload,
  WorkflowFilterInput,
} from './workflow.input.js';
import { WorkflowConnectionType, WorkflowStepType, WorkflowType } from './workflow.type.js';
import { WorkflowKindEnum, WorkflowStateEnum } from './workflow-enums.js';

@Resolver(() => WorkflowType)
export class WorkflowResolver {
  @Query(() => WorkflowConnectionType, {
    description: "Those of projects that you may read, newest first: their destination's or their alias's.",
  })
  workflows(
    @Ctx() { session }: Context,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => WorkflowFilterInput, {
      nullable: true,
      description: 'Which ones; all unless given.',
    })
    filter: WorkflowFilterInput | null | undefined,
  ) {
    const { kinds = null, states = null, projectArns = null } = filter ?? {};
    return listWorkflows(session, { kinds, states, projectArns }, toPageRequest(page));
  }

  @Mutation(() => PromoteModelVersionPayload, {
    description:
      'Copies a version to where it is to be used, also in another account: project and policy are made where they are missing, the policy is taken away afterwards, and an alias can name the copy.',
  })
  promoteModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => PromoteModelVersionInput, { description: 'The version to promote, and where to.' })
    input: PromoteModelVersionInput,
  ) {
    const { s3Bucket, s3KeyPrefix = null } = input.outputConfig;
    return toPayload(context, 'promoteModelVersion', input, () =>
      promoteModelVersion({
        modelVersionArn: input.modelVersionArn,
        destinationProjectArn: input.destinationProjectArn ?? null,
        destinationProjectName: input.destinationProjectName ?? null,
        destinationAccountId: input.destinationAccountId ?? null,
        versionName: input.versionName,
        outputConfig: { s3Bucket, s3KeyPrefix },
        kmsKeyId: input.kmsKeyId ?? null,
        tags: input.tags ?? [],
        aliasName: input.aliasName ?? null,
      }),
    );
  }

  @Mutation(() => CancelWorkflowPayload, {
    description:
      'What it has done so far is taken back where that is possible. For those that started it, and owners.',
  })
  cancelWorkflow(
    @Ctx() context: Context,
    @Arg('input', () => CancelWorkflowInput, { description: 'The workflow to cancel.' })
    input: CancelWorkflowInput,
  ) {
    const id = keyOfRecord('Workflow', input.id) ?? ''; // there is none with this key
    const keyed: CancelWorkflowInput = { ...input, id };
    return toPayload(context, 'cancelWorkflow', keyed, () => cancelWorkflow(id));
  }

  @FieldResolver(() => ID, {
    description: 'Opaque and global: pass it to `node` to fetch this workflow again.',
  })
  id(@Root() node: WorkflowNode): string {
    return toGlobalId(node);
  }

  @FieldResolver(() => WorkflowKindEnum, { description: 'What it does.' })
  kind(@Root() { workflow }: WorkflowNode) {
    return workflow.kind;
  }

  @FieldResolver(() => WorkflowStateEnum, { description: 'How far it is.' })
  state(@Root() { workflow }: WorkflowNode) {
    return workflow.state;
  }

  @FieldResolver(() => DateTime, { description: 'When it began.' })
  createdAt(@Root() { workflow }: WorkflowNode) {
    return workflow.createdAt;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it ended; null: it goes on.' })
  endedAt(@Root() { workflow }: WorkflowNode) {
    return workflow.endedAt;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its subject: shown to owners of the project and to the subject itself, null to others.',
  })
  startedBy(@Root() node: WorkflowNode, @Ctx() { session }: Context) {
    return shownSubject(session, projectOf(node), node.workflow.author);
  }

  @FieldResolver(() => ModelVersionArn, {
    description:
      'What it is about: the version that is promoted or rolled out. To callers that may not read its project, the ARN that the copy has or is going to have, with 0 for a number that is not known.',
  })
  modelVersionArn(@Root() node: WorkflowNode, @Ctx() { session }: Context) {
    return shownVersionArn(session, node);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description:
      'The version that is promoted or rolled out; null if it is gone, or you may not read its project.',
  })
  modelVersion(@Root() { workflow }: WorkflowNode, @Ctx() { session }: Context) {
    return shownVersion(session, workflow.modelVersionArn);
  }

  @FieldResolver(() => ModelVersionType, {
    nullable: true,
    description: 'What came of it: the copy, or the version that the alias names now.',
  })
  result(@Root() { workflow }: WorkflowNode, @Ctx() { session }: Context) {
    return shownVersion(session, workflow.resultArn);
  }

  @FieldResolver(() => [WorkflowStepType], {
    description: 'In their order; taken back in the opposite order.',
  })
  steps(@Root() { workflow }: WorkflowNode) {
    return workflow.steps;
  }

  @FieldResolver(() => Boolean, { description: 'Whether cancelWorkflow can still take back what it did.' })
  isCancellable(@Root() { workflow }: WorkflowNode) {
    return isCancellable(workflow);
  }

  @FieldResolver(() => FailureType, {
    nullable: true,
    description: 'Why it failed, or why its last try did; null: nothing failed.',
  })
  failure(@Root() { workflow }: WorkflowNode) {
    return workflow.failure;
  }
}
