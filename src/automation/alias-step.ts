import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import type { NamedAlias } from '../domain/automation/alias.js';
import type { Done, Undone } from '../domain/automation/workflow-progress.js';
import { GatewayError } from '../domain/errors.js';
import { notFound } from '../domain/foresight.js';
import { aliasNamed, changesOf, moveAlias } from '../services/aliases.js';
import { projectNameOf } from '../services/permissions.js';
import type { StepAction, StepRun } from './step-action.js';

/** What an alias was when its workflow began, and what it is to name. */
interface AliasMoveInput {
  /** Null: there was no alias. */
  readonly revision: string | null;
  readonly modelVersionArn: ModelVersionArn | null;
}

/**
 * Moves the workflow's alias, or makes it.
 * @param inputOf - a version that is null is not there (any more)
 */
export function aliasStep(inputOf: (run: StepRun) => AliasMoveInput): StepAction {
  return { do: (run) => move(run, inputOf(run)), undo: takeBack };
}

const CHANGED = 'Somebody else has moved the alias meanwhile, so it stays as it is.';

async function move(run: StepRun, { revision, modelVersionArn }: AliasMoveInput): Promise<Done> {
  const { session, workflow, id, fencingToken } = run;
  const { projectArn, name } = aliasOf(run);
  if (modelVersionArn === null) throw notFound('model version');
  const before = aliasNamed(session.records, projectArn, name);
  const isProtected = before?.isProtected ?? false;
  await run.require(isProtected ? 'delete' : 'start', projectNameOf(projectArn));
  const moved = await moveAlias(
    session,
    {
      ...{ projectArn, name, target: { modelVersionArn, isProtected }, revision },
      ...{ author: workflow.author, workflowId: id, changeId: changeIdOf(run.id, run.step.action) },
    },
    fencingToken,
  );
  if (moved === 'changed') {
    const known = aliasNamed(session.records, projectArn, name);
    throw (known?.revision ?? null) === revision
      ? changing()
      : new GatewayError('REVISION_MISMATCH', CHANGED);
  }
  return { kind: 'done', more: { resultArn: modelVersionArn } };
}

async function takeBack(run: StepRun): Promise<Undone> {
  const own = ownChange(run);
  if (!own) return { kind: 'undone' };
  const { session } = run;
  const { projectArn, name } = aliasOf(run);
  const now = aliasNamed(session.records, projectArn, name);
  if (now?.changeId === `${changeIdOf(run.id, run.step.action)}/undo`) return { kind: 'undone' };
  if (now?.changeId !== changeIdOf(run.id, run.step.action)) return { kind: 'left', message: CHANGED };
  await moveBack(run, now, own.previousModelVersionArn);
  return { kind: 'undone' };
}

async function moveBack(run: StepRun, now: NamedAlias, previousArn: ModelVersionArn | null): Promise<void> {
  const { session, workflow, id, fencingToken } = run;
  const { projectArn, name, isProtected, revision } = now;
  const moved = await moveAlias(
    session,
    {
      ...{ projectArn, name, revision, target: previousArn && { modelVersionArn: previousArn, isProtected } },
      ...{ author: workflow.author, workflowId: id, changeId: `${changeIdOf(run.id, run.step.action)}/undo` },
    },
    fencingToken,
  );
  if (moved === 'changed') throw changing();
}

/** Of the history: the move that this workflow has made. */
function ownChange(run: StepRun) {
  const { projectArn, name } = aliasOf(run);
  const { changes } = changesOf(run.session.records, projectArn, name);
  return changes.find(({ changeId }) => changeId === changeIdOf(run.id, run.step.action));
}

function aliasOf({ workflow: { project, aliasName } }: StepRun): { projectArn: ProjectArn; name: string } {
  if (project.arn === null || aliasName === null) throw notFound('project');
  return { projectArn: project.arn, name: aliasName };
}

/** Of the change that moves the alias. */
export function changeIdOf(workflowId: string, action: string): string {
  return `${workflowId}/${action}`;
}

/** Somebody was faster, or this instance has been replaced: the next try tells. */
function changing(): GatewayError {
  return new GatewayError('STORAGE_UNAVAILABLE', 'The alias is being changed. It is tried again.');
}
