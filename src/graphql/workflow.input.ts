import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { WorkflowKind } from '../domain/automation/workflow.js';
import type { WorkflowState } from '../domain/automation/workflow-state.js';
import type { Warning } from '../domain/plan.js';
import type { WorkflowNode } from '../services/workflows.js';
import { OutputConfigInput } from './model-version.input.js';
import { IdempotentInput } from './mutation.input.js';
import { TagInputType } from './project.input.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';
import { WorkflowType } from './workflow.type.js';
import { WorkflowKindEnum, WorkflowStateEnum } from './workflow-enums.js';

@InputType('WorkflowFilter', { description: 'All that is given must match.' })
export class WorkflowFilterInput {
  @Field(() => [WorkflowKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: WorkflowKind[] | null;

  @Field(() => [WorkflowStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: WorkflowState[] | null;

  @Field(() => [ProjectArn], {
    nullable: true,
    description: 'Whose copy goes into one of these projects, or whose alias is one of theirs.',
  })
  projectArns?: ProjectArnText[] | null;
}

@InputType('PromoteModelVersionInput', { description: 'The version to promote, and where to.' })
export class PromoteModelVersionInput extends IdempotentInput {
  @Field(() => ModelVersionArn, { description: 'The version to copy, of a configured account and region.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => ProjectArn, {
    nullable: true,
    description:
      "This, or `destinationProjectName` in `destinationAccountId` (default: the source's), in the source's region.",
  })
  destinationProjectArn?: ProjectArnText | null;

  @Field(() => String, {
    nullable: true,
    description: 'The project is made where it does not exist, if you may create it.',
  })
  destinationProjectName?: string | null;

  @Field(() => String, { nullable: true, description: "Twelve digits; the source's account unless given." })
  destinationAccountId?: string | null;

  @Field(() => String, { description: "The copy's name, unique in the destination project." })
  versionName!: string;

  @Field(() => OutputConfigInput, { description: "Where the copy's training results go." })
  outputConfig!: OutputConfigInput;

  @Field(() => String, { nullable: true, description: 'The id, alias or ARN of a KMS key to encrypt with.' })
  kmsKeyId?: string | null;

  @Field(() => [TagInputType], { nullable: true, description: 'At most 200, for the copy.' })
  tags?: TagInputType[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Names the copy in the destination project once it is there.',
  })
  aliasName?: string | null;
}

@InputType('CancelWorkflowInput', { description: 'Which workflow is to take back what it has done.' })
export class CancelWorkflowInput extends IdempotentInput {
  @Field(() => ID, { description: 'One that has not ended.' })
  id!: string;
}

@ObjectType('PromoteModelVersionPayload', { description: 'The promotion that has begun, or why it has not.' })
export class PromoteModelVersionPayload extends PayloadType {
  @Field(() => WorkflowType, {
    nullable: true,
    description: 'What carries it out by itself; null if it was refused.',
  })
  workflow?: WorkflowNode | null;

  @Field(() => [WarningType], { description: 'What should be known of it; often empty.' })
  warnings!: readonly Warning[];
}

@ObjectType('CancelWorkflowPayload', {
  description: 'The workflow as it takes back what it did, or why it does not.',
})
export class CancelWorkflowPayload extends PayloadType {
  @Field(() => WorkflowType, { nullable: true, description: 'The workflow now; null if it was refused.' })
  workflow?: WorkflowNode | null;
}
