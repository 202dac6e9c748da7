import { Field, InputType, ObjectType } from 'type-graphql';
import type { ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { ProjectPolicy } from '../domain/model.js';
import type { Warning } from '../domain/plan.js';
import { IdempotentInput } from './mutation.input.js';
import { ProjectPolicyType } from './project-policy.type.js';
import { PolicyDocument, ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('PutProjectPolicyInput', { description: 'The policy to attach or replace.' })
export class PutProjectPolicyInput extends IdempotentInput {
  @Field(() => ProjectArn, { description: 'The project to attach it to.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: '1 to 128 letters, digits, `_`, `.` or `-`.' })
  policyName!: string;

  @Field(() => PolicyDocument, { description: 'At most 2,000 characters as text.' })
  policyDocument!: ProjectPolicy['policyDocument'];

  @Field(() => String, {
    nullable: true,
    description: 'The revision to replace. Leave it out to attach a new policy.',
  })
  policyRevisionId?: string | null;
}

@InputType('DeleteProjectPolicyInput', { description: 'The policy to take off its project.' })
export class DeleteProjectPolicyInput extends IdempotentInput {
  @Field(() => ProjectArn, { description: 'The project that it is attached to.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: 'Which of the policies attached to the project.' })
  policyName!: string;

  @Field(() => String, { nullable: true, description: 'Delete only this revision; the latest unless given.' })
  policyRevisionId?: string | null;
}

@ObjectType('PutProjectPolicyPayload', { description: 'The policy as attached, or why it is not.' })
export class PutProjectPolicyPayload extends PayloadType {
  @Field(() => ProjectPolicyType, { nullable: true, description: 'The policy now; null if it was refused.' })
  projectPolicy?: ProjectPolicy | null;

  @Field(() => [WarningType], { description: 'What should be known of the document; often empty.' })
  warnings!: readonly Warning[];
}

@ObjectType('DeleteProjectPolicyPayload', { description: 'The policy taken off, or why it is still there.' })
export class DeleteProjectPolicyPayload extends PayloadType {
  @Field(() => String, { nullable: true, description: 'The policy that is gone; null if it was refused.' })
  policyName?: string | null;
}
