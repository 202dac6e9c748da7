import {
  accountRegionOf,
  type ModelVersionArn,
  modelVersionArnParts,
  parseModelVersionArn,
} from '../domain/arn.js';
import type { Promotion } from '../domain/automation/promotion.js';
import {
  isEnded,
  MAX_KEPT,
  MAX_UNFINISHED,
  readWorkflow,
  type Workflow,
  type WorkflowKind,
} from '../domain/automation/workflow.js';
import type { WorkflowState } from '../domain/automation/workflow-state.js';
import { GatewayError } from '../domain/errors.js';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { EpochMs, ModelVersion } from '../domain/model.js';
import type { RecordChange, RecordStore, StoredRecord } from '../records/port.js';
import { isConfigured } from './account-regions.js';
import { commitNew, refuseBeyondShare } from './caps.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { findModelVersion } from './model-versions.js';
import { toldWith } from './outbox.js';
import { projectNameOf, readable } from './permissions.js';
import type { Session } from './session.js';

/** Of the records; their key is the workflow's id. */
export const WORKFLOW_KIND = 'workflow';
/** One record for each thing that an unfinished workflow is about: no two have the same. */
const TARGET_KIND = 'workflow-target';

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

/**
 * Whether another one may begin that is about these.
 * @throws GatewayError IN_USE, QUOTA_EXCEEDED
 */
export function refuseTargets(session: BeginningSession, targets: readonly string[]): void {
  const { records } = session;
  if (targets.some((it) => records.get(TARGET_KIND, it))) throw inUse();
  const unfinished = records
    .list<Workflow>(WORKFLOW_KIND)
    .map(({ value }) => value)
    .filter((it) => !isEnded(it));
  refuseBeyondShare(session, unfinished, MAX_UNFINISHED, BEYOND_SHARE);
  if (unfinished.length >= MAX_UNFINISHED)
    throw new GatewayError(
      'QUOTA_EXCEEDED',
      `This gateway keeps at most ${MAX_UNFINISHED} unfinished workflows.`,
    );
}

type BeginningSession = Pick<Session, 'records' | 'caller' | 'permissions' | 'upstream'>;

const BEYOND_SHARE = {
  message: `Of the ${MAX_UNFINISHED} unfinished workflows that this gateway keeps you have as many as are left for others. Wait for one to end, or cancel it.`,
};

/** The unfinished workflow that is about a target, if there is one. */
export function workflowAbout({ records }: Pick<Session, 'records'>, target: string): WorkflowNode | null {
  const id = records.get<{ readonly id: string }>(TARGET_KIND, target)?.value.id;
  const record = id === undefined ? null : records.get(WORKFLOW_KIND, id);
  return record ? toNode(record) : null;
}

function inUse(): GatewayError {
  return new GatewayError(
    'IN_USE',
    'Another unfinished workflow is about the same. Wait for its end, or cancel it.',
  );
}

/**
 * Puts it on record, from where on it is carried out.
 * @throws GatewayError IN_USE, QUOTA_EXCEEDED
 */
export async function beginWorkflow(
  session: BeginningSession,
  id: string,
  workflow: Workflow,
): Promise<WorkflowNode> {
  const { records } = session;
  const stored = await commitNew(records, WORKFLOW_KIND, () => {
    refuseTargets(session, workflow.targets);
    return beginning(records, id, workflow);
  });
  if (!stored?.[0]) throw inUse();
  return toNode(stored[0]);
}

/** What is stored when a workflow begins. Of those that have ended, too many are deleted. */
function beginning(records: RecordStore, id: string, workflow: Workflow): RecordChange[] {
  const told = toldWith(changed(id, workflow, workflow.createdAt));
  const targets = workflow.targets.map((key) => ({ kind: TARGET_KIND, key, value: { id }, expected: null }));
  return [
    { kind: WORKFLOW_KIND, key: id, value: workflow, expected: null },
    ...targets,
    ...outlived(records),
    told,
  ];
}

/** Those that ended longest ago of the subject that has the most, so that none takes the places of others. */
function outlived(records: RecordStore): RecordChange[] {
  const ended = records.list<Workflow>(WORKFLOW_KIND).filter(({ value }) => isEnded(value));
  const counts = new Map<string, number>();
  return ended
    .toSorted((a, b) => (b.value.endedAt ?? 0) - (a.value.endedAt ?? 0))
    .map(({ kind, key, value }) => {
      const newer = counts.get(value.author.subject) ?? 0;
      counts.set(value.author.subject, newer + 1);
      return { change: { kind, key, value: null }, newer };
    })
    .sort((a, b) => a.newer - b.newer)
    .slice(MAX_KEPT - 1)
    .map(({ change }) => change);
}

/** What is stored when a workflow has become `next`, with the event of it. @param now - of the wall clock */
export function progress(
  { key, revision, value }: StoredRecord,
  next: Workflow,
  now: EpochMs,
): RecordChange[] {
  const freed = isEnded(next) ? next.targets.map((it) => ({ kind: TARGET_KIND, key: it, value: null })) : [];
  const told = isVisibleChange(readWorkflow(value), next) ? [toldWith(changed(key, next, now))] : [];
  return [{ kind: WORKFLOW_KIND, key, value: next, expected: revision }, ...freed, ...told];
}

function isVisibleChange(before: Workflow, next: Workflow): boolean {
  return before.state !== next.state || next.steps.some(({ state }, at) => state !== before.steps[at]?.state);
}

function changed(id: string, workflow: Workflow, at: EpochMs): Omit<GatewayEvent, 'id'> {
  const { project, state, failure } = workflow;
  const { accountId, region, arn } = project;
  return {
    ...{ kind: 'WORKFLOW_CHANGED', at, record: { kind: WORKFLOW_KIND, key: id }, workflowState: state },
    scope: arn ? { projectArns: [arn] } : { accountId, region },
    ...(failure && { failure }),
  };
}
