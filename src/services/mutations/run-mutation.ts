import type { Intent, Outcome } from '../../audit/port.js';
import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import { toScope } from '../../domain/automation/budget.js';
import { GatewayError } from '../../domain/errors.js';
import { type Action, leastRoleFor } from '../../domain/grant.js';
import type { Tag } from '../../domain/model.js';
import { accountRegionFor, checkConfigured, isConfigured } from '../account-regions.js';
import { checkDestinations } from '../allowed-destinations.js';
import { authorizeBudgetChange } from '../budget-rights.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { authorizeCancel, authorizePromotion } from './authorize-workflow.js';
import { checkGuardRails } from './guard-rails.js';

/** Mutation → what the caller must be allowed to do, in the projects that these fields of its input name. */
const NEEDS = {
  createProject: { action: 'create', fields: [] },
  deleteProject: { action: 'delete', fields: ['projectArn'] },
  createModelVersion: { action: 'create', fields: ['projectArn'] },
  startModelVersion: { action: 'start', fields: ['modelVersionArn'] },
  stopModelVersion: { action: 'stop', fields: ['modelVersionArn'] },
  setModelVersionStop: { action: 'stop', fields: ['modelVersionArn'] },
  putSchedule: { action: 'start', fields: ['projectArn'] },
  deleteSchedule: { action: 'stop', fields: ['projectArn'] },
  // A copy takes a model out of one project and into another, where its owner may do anything with it.
  copyModelVersion: { action: 'copy', fields: ['destinationProjectArn', 'sourceModelVersionArn'] },
  deleteModelVersion: { action: 'delete', fields: ['modelVersionArn'] },
  putProjectPolicy: { action: 'policy', fields: ['projectArn'] },
  deleteProjectPolicy: { action: 'policy', fields: ['projectArn'] },
  // In all of its scope: authorizeBudgetChange.
  putBudget: { action: 'delete', fields: [] },
  deleteBudget: { action: 'delete', fields: [] },
  // A protected alias needs its owner: the mutation says so itself.
  putModelAlias: { action: 'start', fields: ['projectArn'] },
  deleteModelAlias: { action: 'start', fields: ['projectArn'] },
  promoteModelVersion: { action: 'copy', fields: ['modelVersionArn'] },
  rollOutModelVersion: { action: 'start', fields: ['modelVersionArn'] },
  cancelWorkflow: { action: 'delete', fields: [] },
} as const satisfies Record<string, { action: Action; fields: readonly string[] }>;

export type MutationName = keyof typeof NEEDS;
type Input = Readonly<Record<string, unknown>>;

/** What the audit records of an input: nothing that could be a secret or as long as a document. */
const RECORDED_FIELDS = [
  ...['projectArn', 'modelVersionArn', 'sourceProjectArn', 'sourceModelVersionArn', 'destinationProjectArn'],
  ...['projectName', 'versionName', 'policyName', 'accountId', 'region'],
  ...['minInferenceUnits', 'maxInferenceUnits'],
  ...['destinationProjectName', 'destinationAccountId', 'aliasName', 'id'],
  ...['stopAfter', 'stopAt', 'remove'],
  ...['name', 'aliasName', 'windows', 'timeZone', 'startCatchupWindow', 'isEnabled'],
  ...['isProtected', 'revision', 'mustBeNew'],
  ...['scope', 'monthly', 'thresholds'],
];

/** As long as an ARN may be. The names are not checked yet, and a caller without rights must not fill the disk. */
const MAX_RECORDED_CHARACTERS = 2_048;
/** Of a list, with 64 characters each. */
const MAX_RECORDED_ITEMS = 20;

function targetOf(input: Input): Input {
  const recorded = Object.entries(input).filter(
    ([name, value]) => RECORDED_FIELDS.includes(name) && value != null,
  );
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, MAX_RECORDED_ITEMS).map((it) => textOf(it).slice(0, 64));
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    return textOf(value).slice(0, MAX_RECORDED_CHARACTERS);
  };
  return Object.fromEntries(recorded.map(([name, value]) => [name, cut(value)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface Attempt {
  /** Reports that an earlier result is given again instead. */
  replayed: boolean;
  /** Runs what changes something, within the guard rails: an earlier result is given again whatever they are now. */
  readonly guarded: <R>(change: () => Promise<R>) => Promise<R>;
}

/**
 * The one way into every mutation: rights are checked, then the intent goes on record, then `act` runs, then its
 * outcome goes on record. What is refused before it could change anything is recorded as that.
 * @param codeOf - the code of the refusal that an answer carries; null for none
 * @throws GatewayError FORBIDDEN where the caller may see the project, NOT_FOUND or INVALID_INPUT as if it were not
 *   there where not; QUOTA_EXCEEDED beyond a guard rail; whatever `act` throws
 */
export async function runMutation<T>(
  session: Session,
  mutation: MutationName,
  input: Input,
  act: (attempt: Attempt) => Promise<T>,
  codeOf: (answer: T) => string | null,
): Promise<T> {
  const { audit, callContext } = session;
  if (callContext.patience) callContext.patience.isOver = false; // what the mutation before it could not read says nothing of its rights
  const intent = intentOf(session, mutation, input);
  try {
    await authorize(session, mutation, input);
    checkDestinations(session, input);
  } catch (error) {
    await audit.refused(intent, codeOfError(error));
    throw error;
  }
  const end = await audit.begin(intent);
  const guarded: Attempt['guarded'] = (change) => checkGuardRails(session, mutation, input, change);
  const attempt: Attempt = { replayed: false, guarded };
  const record = recorderOf(session, attempt, end);
  try {
    const answer = await act(attempt);
    await record(codeOf(answer) ?? (intent.isDryRun ? 'dry run' : 'done'));
    return answer;
  } catch (error) {
    await record(codeOfError(error));
    throw error;
  }
}

function intentOf({ callContext, caller }: Session, mutation: MutationName, input: Input): Intent {
  const { subject, cause } = caller;
  return {
    ...{ subject, ...(cause !== undefined && { cause }), mutation },
    ...{ requestId: callContext.requestId, target: targetOf(input) },
    ...(input.dryRun === true && { isDryRun: true }),
  };
}

/** What puts the outcome on record, with the calls to AWS from here on. Never rejects. */
function recorderOf(
  { callContext, onDefect }: Session,
  attempt: Attempt,
  end: (outcome: Outcome) => Promise<void>,
): (result: string) => Promise<void> {
  const callsBefore = callContext.answeredCalls?.length ?? 0;
  return (result) => {
    const calls = callContext.answeredCalls?.slice(callsBefore) ?? [];
    return end({ result, calls, ...(attempt.replayed && { replayed: true }) }).catch(onDefect);
  };
}

function codeOfError(error: unknown): string {
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}

async function authorize(session: Session, mutation: MutationName, input: Input): Promise<void> {
  if (mutation === 'createProject') return authorizeCreation(session, input);
  if (mutation === 'putBudget')
    return authorizeBudgetChange(session, String(input.name), toScope(input.scope));
  if (mutation === 'deleteBudget') return authorizeBudgetChange(session, String(input.name), null);
  const refusals = { forbidden: () => forbidden(mutation), notThere };
  if (mutation === 'cancelWorkflow') return authorizeCancel(session, input.id, refusals);
  const { action, fields } = NEEDS[mutation];
  for (const field of fields) {
    const arn = input[field] as ProjectArn | ModelVersionArn;
    if (isAuthors(session, arn)) {
      await session.permissions.require(action, projectNameOf(arn));
      continue;
    }
    // The source of a copy may lie in a foreign account.
    if (field !== 'sourceModelVersionArn') checkConfigured(session, field, arn);
    const project = projectNameOf(arn);
    if (await mayAct(session, action, arn)) continue;
    const isSeen = isConfigured(session, project) && (await session.permissions.may('read', project));
    throw isSeen ? forbidden(mutation) : notThere(field);
  }
  if (mutation === 'promoteModelVersion') await authorizePromotion(session, input, refusals);
}

/** Whether the gateway acts with an author's rights on what it serves: nothing is hidden from its own log. */
function isAuthors({ caller, upstream }: Session, arn: ProjectArn | ModelVersionArn): boolean {
  const { accountId, region } = accountRegionOf(arn);
  const isServed = upstream.accounts.some((it) => it.accountId === accountId && it.region === region);
  return caller.cause !== undefined && isServed;
}

/** Tags can be read only where the gateway has access: elsewhere, grants with tags do not count. */
async function mayAct(session: Session, action: Action, arn: ProjectArn | ModelVersionArn): Promise<boolean> {
  const project = projectNameOf(arn);
  if (isConfigured(session, project)) return session.permissions.may(action, project);
  return session.permissions.mayWithTags('create', project, []) && action === 'copy';
}

function authorizeCreation(session: Session, input: Input): void {
  const { projectName, accountId, region, tags } = input as Record<string, string | null | undefined> & {
    tags?: readonly Tag[] | null;
  };
  const at = accountRegionFor(session, { accountId: accountId ?? null, region: region ?? null });
  const project = { ...at, projectName: projectName ?? '' };
  // Whether a foreign project of this name exists must not show: it is not even read.
  if (!session.permissions.mayWithTags('create', project, tags ?? [])) throw forbidden('createProject');
}

function forbidden(mutation: MutationName): GatewayError {
  const { action } = NEEDS[mutation];
  const message = `You may not ${action} here: ${mutation}. The role ${leastRoleFor(action)} would do, in a grant for this project.`;
  return new GatewayError('FORBIDDEN', message);
}

function notThere(field: string): GatewayError {
  const what = field.endsWith('VersionArn') ? 'model version' : field === 'id' ? 'workflow' : 'project';
  return new GatewayError('NOT_FOUND', `There is no such ${what}.`, { field: [field] });
}
