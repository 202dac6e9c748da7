import { Field, Int, ObjectType } from 'type-graphql';
import type { StepState } from '../domain/automation/workflow.js';
import type { WorkflowNode } from '../services/workflows.js';
import { createConnectionType } from './connection.type.js';
import { NodeType } from './node.type.js';
import { DateTime } from './scalars.js';
import { WorkflowStepStateEnum } from './workflow-enums.js';

@ObjectType('WorkflowStep', { description: 'One of the things that a workflow does, in their order.' })
export class WorkflowStepType {
  @Field(() => String, {
    description: 'For example `put policy`, `copy`, `take policy away`, `move alias champion`.',
  })
  name!: string;

  @Field(() => WorkflowStepStateEnum, { description: 'How far it is.' })
  state!: StepState;

  @Field(() => DateTime, { nullable: true, description: 'When it was first tried; null: not yet.' })
  startedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was done, failed or taken back; null: not yet.',
  })
  endedAt!: number | null;

  @Field(() => Int, { description: 'Tries to do it, the present or next one included; 0: none yet.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'What came of the last try, in words.' })
  message!: string | null;
}

/** All its fields are joined in by a resolver: what shows depends on the caller. */
@ObjectType('Workflow', {
  implements: NodeType,
  description:
    'Several calls as one durable change. It goes on after restarts and on other instances; each step is done once, or found to be done. One that has ended is kept for 30 days, of 1,000 at most.',
})
export class WorkflowType extends NodeType implements WorkflowNode {
  kind!: WorkflowNode['kind'];
  workflow!: WorkflowNode['workflow'];
}

export const WorkflowConnectionType = createConnectionType('Workflow', () => WorkflowType);
