import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  parseModelVersionArn,
} from '../domain/arn.js';
import type { Promotion } from '../domain/automation/promotion.js';
import { readWorkflow, type Workflow, type WorkflowKind } from '../domain/automation/workflow.js';
import type { WorkflowState } from '../domain/automation/workflow-state.js';
import type { ModelVersion } from '../domain/model.js';
import type { StoredRecord } from '../records/port.js';
import { isConfigured } from './account-regions.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { findModelVersion } from './model-versions.js';
import { projectNameOf, readable } from './permissions.js';
import type { Session } from './session.js';

/** Of the records; their key is the workflow's id. */
export const WORKFLOW_KIND = 'workflow';

/** A workflow with the id of its record. */
export interface WorkflowNode {
  readonly kind: 'Workflow';
  readonly id: string;
  readonly workflow: Workflow;
}

export interface WorkflowFilter {
  readonly kinds: readonly WorkflowKind[] | null;
  readonly states: readonly WorkflowState[] | null;
  readonly projectArns: readonly string[] | null;
}

const NEWEST_FIRST: Order<WorkflowNode> = {
  name: 'workflows',
  descending: true,
  keyOf: ({ workflow }) => workflow.createdAt,
  idOf: ({ id }) => id,
};

/** Null: there is none, or it is one of a project that the caller may not read. */
export async function findWorkflow(
  { records, permissions, callContext }: Session,
  id: string,
): Promise<WorkflowNode | null> {
  callContext.cacheDependencies?.noStore(); // nothing notifies a cache of it
  const record = records.get(WORKFLOW_KIND, id);
  const node = record && toNode(record);
  return node && (await permissions.may('read', projectOf(node))) ? node : null;
}

/** @throws GatewayError INVALID_INPUT for a page out of range */
export async function listWorkflows(
  { records, permissions }: Session,
  { kinds, states, projectArns }: WorkflowFilter,
  page: PageRequest,
): Promise<Connection<WorkflowNode>> {
  const toPage = createPage(NEWEST_FIRST, page);
  const matching = records
    .list(WORKFLOW_KIND)
    .map(toNode)
    .filter(
      ({ workflow: { kind, state, project } }) =>
        (kinds?.includes(kind) ?? true) &&
        (states?.includes(state) ?? true) &&
        (projectArns === null || (project.arn !== null && projectArns.includes(project.arn))),
    );
  return toPage(await readable(permissions, matching, projectOf));
}

export function toNode({ key, value }: StoredRecord): WorkflowNode {
  return { kind: 'Workflow', id: key, workflow: readWorkflow(value) };
}

/** The project whose readers see it, as grants name it. */
export function projectOf({ workflow: { project } }: Pick<WorkflowNode, 'workflow'>) {
  const { accountId, region, projectName, arn } = project;
  return arn ? projectNameOf(arn) : { accountId, region, projectName };
}

/** Null: there is none, it is gone, or the caller may not read its project. */
export async function shownVersion(
  session: Session,
  arn: ModelVersionArn | null,
): Promise<ModelVersion | null> {
  if (arn === null || !isConfigured(session, accountRegionOf(arn))) return null;
  return findModelVersion(session, arn);
}

/**
 * What it is about, as far as the caller may read its project; else the copy that it makes, whose number is 0 as long as it is
 * not known.
 */
export async function shownVersionArn(
  { permissions }: Session,
  { workflow }: WorkflowNode,
): Promise<ModelVersionArn> {
  const { modelVersionArn, resultArn, project, input } = workflow;
  if (await permissions.may('read', projectNameOf(modelVersionArn))) return modelVersionArn;
  if (resultArn !== null) return resultArn;
  const { partition } = modelVersionArnParts(modelVersionArn);
  const { versionName } = input as Pick<Promotion, 'versionName'>;
  const { region, accountId, projectName } = project;
  return parseModelVersionArn(
    `arn:${partition}:rekognition:${region}:${accountId}:project/${projectName}/version/${versionName}/0`,
  );
}
