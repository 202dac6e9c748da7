import { Field, ObjectType } from 'type-graphql';
import type { ProjectPolicy } from '../domain/model.js';
import { createConnectionType } from './connection.type.js';
import { NodeType } from './node.type.js';
import { DateTime, PolicyDocument, ProjectArn } from './scalars.js';

@ObjectType('ProjectPolicy', {
  implements: NodeType,
  description: "Who may copy a project's model versions into other accounts.",
})
export class ProjectPolicyType extends NodeType implements ProjectPolicy {
  kind!: 'ProjectPolicy';

  @Field(() => ProjectArn, { description: 'The project that it is attached to.' })
  projectArn!: ProjectPolicy['projectArn'];

  @Field(() => String, { description: 'Unique in its project.' })
  policyName!: string;

  @Field(() => String, {
    description: 'Hex, changes with every put. Pass it back to replace exactly this revision.',
  })
  policyRevisionId!: string;

  @Field(() => PolicyDocument, { description: 'What it says, in the grammar of IAM.' })
  policyDocument!: ProjectPolicy['policyDocument'];

  @Field(() => DateTime, { nullable: true, description: 'When it was attached.' })
  creationTimestamp!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last replaced.' })
  lastUpdatedTimestamp!: number | null;
}

export const ProjectPolicyConnectionType = createConnectionType<ProjectPolicy>(
  'ProjectPolicy',
  () => ProjectPolicyType,
);
