import { Field, InputType, ObjectType } from 'type-graphql';
import type { Project } from '../domain/model.js';
import { CustomizationFeatureEnum, ProjectStatusEnum } from './enums.js';
import { IdempotentInput } from './mutation.input.js';
import { ProjectType } from './project.type.js';
import { ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';

@InputType('TagInput', { description: 'A label to keep on a new resource.' })
export class TagInputType {
  @Field(() => String, { description: '1 to 128 characters, not beginning with `aws:`.' })
  key!: string;

  @Field(() => String, { description: 'At most 256 characters.' })
  value!: string;
}

@InputType('ProjectFilter', { description: 'Which projects to list; all that is named must match.' })
export class ProjectFilterInput {
  @Field(() => [String], { nullable: true, description: 'Exact names, 1..100.' })
  names?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only this account.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this region.' })
  region?: string | null;
}

@InputType('CreateProjectInput', { description: 'A new, empty project, and where to make it.' })
export class CreateProjectInput extends IdempotentInput {
  @Field(() => String, { description: '1 to 255 letters, digits, `_`, `.` or `-`.' })
  projectName!: string;

  @Field(() => CustomizationFeatureEnum, { nullable: true, description: 'CUSTOM_LABELS unless given.' })
  feature?: Project['feature'] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether AWS retrains adapters by itself.' })
  autoUpdate?: boolean | null;

  @Field(() => [TagInputType], { nullable: true, description: 'At most 200.' })
  tags?: TagInputType[] | null;

  @Field(() => String, { nullable: true, description: "Defaults to the gateway's first account and region." })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Defaults to the account's first region." })
  region?: string | null;
}

@InputType('DeleteProjectInput', { description: 'The project to delete. Its model versions must be gone.' })
export class DeleteProjectInput extends IdempotentInput {
  @Field(() => ProjectArn, { description: 'The project, emptied of its model versions.' })
  projectArn!: Project['arn'];
}

@ObjectType('CreateProjectPayload', { description: 'The new project, or why there is none.' })
export class CreateProjectPayload extends PayloadType {
  @Field(() => ProjectType, { nullable: true, description: 'The new project; null if it was refused.' })
  project?: Project | null;
}

@ObjectType('DeleteProjectPayload', { description: 'The project that is going, or why it may not.' })
export class DeleteProjectPayload extends PayloadType {
  @Field(() => ProjectArn, { nullable: true, description: 'The project; null if it was refused.' })
  projectArn?: Project['arn'] | null;

  @Field(() => ProjectStatusEnum, { nullable: true, description: 'DELETING; then it is gone.' })
  status?: Project['status'] | null;
}
