import { Field, ObjectType } from 'type-graphql';
import type { Dataset, Project, Tag } from '../domain/model.js';
import { createConnectionType } from './connection.type.js';
import { CustomizationFeatureEnum, ProjectStatusEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { DateTime, ProjectArn } from './scalars.js';

@ObjectType('Dataset', { description: 'Images that a project trains or tests with.' })
class DatasetType implements Dataset {
  @Field(() => String, { description: 'The ARN of the dataset.' })
  arn!: string;

  @Field(() => String, { description: 'TRAIN or TEST.' })
  type!: string;

  @Field(() => String, { description: 'For example CREATE_COMPLETE or UPDATE_IN_PROGRESS.' })
  status!: string;

  @Field(() => String, { nullable: true, description: "AWS's explanation of the status." })
  statusMessage!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was created.' })
  creationTimestamp!: number | null;
}

@ObjectType('Tag', { description: 'A label that AWS keeps on a resource.' })
export class TagType implements Tag {
  @Field(() => String, { description: '1 to 128 characters.' })
  key!: string;

  @Field(() => String, { description: 'At most 256 characters, and may be empty.' })
  value!: string;
}

/** `implements` is the drift check: rename a field in the domain and this stops compiling. */
@ObjectType('Project', {
  implements: NodeType,
  description:
    'What model versions are trained in. Names are unique among the projects of an account and region.',
})
export class ProjectType extends NodeType implements Project {
  kind!: 'Project';

  @Field(() => ProjectArn, { description: "AWS's name for it." })
  arn!: Project['arn'];

  @Field(() => String, { description: 'Read from the ARN.' })
  name!: string;

  @Field(() => String, { description: 'The account it belongs to: twelve digits.' })
  accountId!: string;

  @Field(() => String, { description: 'The AWS region it lives in.' })
  region!: string;

  @Field(() => ProjectStatusEnum, { description: 'Where it is in its life.' })
  status!: Project['status'];

  @Field(() => DateTime, { description: 'When it was created.' })
  creationTimestamp!: number;

  @Field(() => CustomizationFeatureEnum, { description: 'What it customises.' })
  feature!: Project['feature'];

  @Field(() => Boolean, {
    description: 'Whether AWS retrains adapters by itself. Always false for Custom Labels.',
  })
  autoUpdate!: boolean;

  @Field(() => [DatasetType], { description: 'At most one to train and one to test with.' })
  datasets!: readonly Dataset[];
}

export const ProjectConnectionType = createConnectionType<Project>('Project', () => ProjectType);
