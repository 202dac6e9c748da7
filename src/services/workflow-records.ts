import {
  isEnded,
  MAX_KEPT,
  MAX_UNFINISHED,
  readWorkflow,
  type Workflow,
} from '../domain/automation/workflow.js';
import { GatewayError } from '../domain/errors.js';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordChange, RecordStore, StoredRecord } from '../records/port.js';
import { commitNew, refuseBeyondShare } from './caps.js';
import { toldWith } from './outbox.js';
import type { Session } from './session.js';
import { toNode, WORKFLOW_KIND, type WorkflowNode } from './workflows.js';

/** One record for each thing that an unfinished workflow is about: no two have the same. */
const TARGET_KIND = 'workflow-target';

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

/** What a mutation that begins one answers. */
export interface BegunWorkflow {
  readonly workflow: WorkflowNode;
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
