import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { WorkflowState } from '../domain/automation/workflow-state.js';
import type { ToldEvent } from '../services/events/told-events.js';
import { findWorkflow, WORKFLOW_KIND, type WorkflowNode } from '../services/workflows.js';
import type { Context } from './context.js';
import { GatewayEventType } from './gateway-event.type.js';
import { WorkflowType } from './workflow.type.js';
import { WorkflowStateEnum } from './workflow-enums.js';

@Resolver(() => GatewayEventType)
export class GatewayEventWorkflowResolver {
  @FieldResolver(() => WorkflowType, {
    nullable: true,
    description: 'The workflow that it is about, as it is now; null for none, and for one that is gone.',
  })
  workflow(@Root() { event }: ToldEvent, @Ctx() { session }: Context): Promise<WorkflowNode | null> | null {
    return event?.record.kind === WORKFLOW_KIND ? findWorkflow(session, event.record.key) : null;
  }

  @FieldResolver(() => WorkflowStateEnum, {
    nullable: true,
    description: 'The state that the workflow had come to then; null unless it is about one.',
  })
  workflowState(@Root() { event }: ToldEvent): WorkflowState | null {
    return event?.workflowState ?? null;
  }
}
