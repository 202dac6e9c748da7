import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
import { toFailure } from '../domain/automation/failure.js';
import { readWorkflow, stepOf, type Workflow, type WorkflowKind } from '../domain/automation/workflow.js';
import { decideWorkflow, type WorkflowAct } from '../domain/automation/workflow-decision.js';
import {
  afterBegin,
  afterDone,
  afterEnd,
  afterFailure,
  afterUndoFailure,
  afterUndone,
  type Done,
} from '../domain/automation/workflow-progress.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { StoredRecord } from '../records/port.js';
import type { Services } from '../services/session.js';
import { progress } from '../services/workflow-records.js';
import { WORKFLOW_KIND } from '../services/workflows.js';
import type { Reconciler, Turn } from './reconciler.js';
import type { StepActions } from './step-action.js';
import { createStepRun } from './step-run.js';

interface Settings {
  readonly services: Services;
  readonly log: Log;
  /** Told of each act. @param outcome - `done`, or the code of the error */
  readonly onAct: (kind: string, outcome: string) => void;
  /** Absent: a kind of a later release, which is left alone. */
  readonly kinds: Partial<Readonly<Record<WorkflowKind, () => Promise<StepActions>>>>;
}

type Trial = Extract<WorkflowAct, { action: string }>;
/** The workflow after a try. */
type Progress = (workflow: Workflow, now: EpochMs) => Workflow;

/** How long a workflow waits while the gateway is read-only, until it looks again. */
const READ_ONLY_MS = 10_000;
/** Changes of one record that are noted at the same time. */
const MAX_CONFLICTS = 5;

/** Takes workflows from step to step, forward or back. */
export class WorkflowReconciler implements Reconciler<WorkflowAct> {
  readonly kind = WORKFLOW_KIND;

  constructor(private readonly settings: Settings) {}

  versionsOf({ value }: StoredRecord): readonly ModelVersionArn[] {
    return readWorkflow(value).steps.flatMap(({ waitsFor }) => waitsFor?.arn ?? []);
  }

  decide({ value }: StoredRecord, now: EpochMs) {
    const workflow = readWorkflow(value);
    if (!this.settings.kinds[workflow.kind])
      return { act: null, wakeAt: null, reason: 'it is of a later release' };
    return decideWorkflow(workflow, (arn) => this.statusOf(arn), now);
  }

  async act(record: StoredRecord, act: WorkflowAct, turn: Turn): Promise<void> {
    const { records, clock } = this.settings.services;
    if (act.kind === 'forget')
      await records.commit([{ ...record, value: null, expected: record.revision }], turn.fencingToken);
    else if (act.kind === 'end')
      await this.write(record, afterEnd(readWorkflow(record.value), clock.wallNow()), turn);
    else await this.tryStep(record, act, turn);
  }

  private async tryStep(record: StoredRecord, act: Trial, turn: Turn): Promise<void> {
    const { services } = this.settings;
    const workflow = readWorkflow(record.value);
    const { kind: direction, action } = act;
    // Before a step begins: what is found at its first try is somebody else's.
    if (await services.guardRails.isReadOnly()) {
      await this.write(record, paused(workflow, act, services.clock.wallNow()), turn);
      return;
    }
    const isFirstTry = direction === 'do' && stepOf(workflow, action)?.state === 'PENDING';
    const begun = isFirstTry ? afterBegin(workflow, action, services.clock.wallNow()) : workflow;
    if (isFirstTry && !(await this.write(record, begun, turn))) return; // it has changed, and is decided again
    const step = stepOf(begun, action);
    if (!step) return;
    const run = createStepRun(services, {
      id: record.key,
      workflow: begun,
      step,
      direction,
      isFirstTry,
      turn,
    });
    const next = await this.outcomeOf(record.key, act, () => this.tryOnce(begun, act, run));
    await this.note(record.key, act, next, turn);
  }

  private async tryOnce(
    { kind }: Workflow,
    { kind: direction, action }: Trial,
    run: ReturnType<typeof createStepRun>,
  ): Promise<Progress> {
    const step = (await this.settings.kinds[kind]?.())?.[action];
    if (direction === 'do') {
      const done =
        (await step?.do(run)) ?? ({ kind: 'skipped', message: 'It is not known any more.' } as const);
      return (workflow, now) => afterDone(workflow, action, shown(done), now);
    }
    const undone = (await step?.undo?.(run)) ?? ({ kind: 'kept' } as const);
    return (workflow, now) => afterUndone(workflow, action, undone, now);
  }

  private async outcomeOf(
    id: string,
    { kind, action }: Trial,
    act: () => Promise<Progress>,
  ): Promise<Progress> {
    const { log, onAct } = this.settings;
    try {
      const next = await act();
      onAct(WORKFLOW_KIND, 'done');
      log.info({ workflow: id, step: action, direction: kind }, 'automation: a step of a workflow was tried');
      return next;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const failure = { ...toFailure(error), message: withoutArns(error.message) };
      onAct(WORKFLOW_KIND, error.code);
      log.warn(
        { workflow: id, step: action, direction: kind, failure },
        'automation: a step of a workflow failed',
      );
      return kind === 'do'
        ? (workflow, now) => afterFailure(workflow, action, failure, now)
        : (workflow, now) => afterUndoFailure(workflow, action, failure.message, now);
    }
  }

  /** Onto the record as it is now: somebody may have cancelled the workflow meanwhile. */
  private async note(id: string, act: Trial, next: Progress, turn: Turn): Promise<void> {
    const { records, clock } = this.settings.services;
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const record = records.get(WORKFLOW_KIND, id);
      if (!record || !isUnderWay(readWorkflow(record.value), act)) return; // another instance has noted it
      if (await this.write(record, next(readWorkflow(record.value), clock.wallNow()), turn)) return;
    }
  }

  /** False: it has changed since, or this instance has been replaced. */
  private async write(record: StoredRecord, next: Workflow, { fencingToken }: Turn): Promise<boolean> {
    const { records, clock } = this.settings.services;
    return (await records.commit(progress(record, next, clock.wallNow()), fencingToken)) !== null;
  }

  private statusOf(arn: ModelVersionArn) {
    const { catalog } = this.settings.services;
    const { projectName, versionName } = modelVersionArnParts(arn);
    const project = catalog.project(accountRegionOf(arn), projectName)?.value;
    const entry = project && catalog.version(project.arn, versionName);
    if (!entry) return undefined;
    return entry.value?.arn === arn ? entry.value.status : null; // its name may be another's by now
  }
}

function isUnderWay(workflow: Workflow, { kind, action }: Trial): boolean {
  const step = stepOf(workflow, action);
  return kind === 'do' ? step?.state === 'RUNNING' : workflow.state === 'UNDOING' && step?.hasActed === true;
}

function paused(workflow: Workflow, { kind, action }: Trial, now: EpochMs): Workflow {
  const wait = {
    kind: 'wait',
    untilAt: now + READ_ONLY_MS,
    message: 'The gateway is read-only now.',
  } as const;
  return kind === 'do' ? afterDone(workflow, action, wait, now) : afterUndone(workflow, action, wait, now);
}

/** AWS's own words may name what readers of the workflow may not see, as errors do. */
function shown(done: Done): Done {
  if (done.kind !== 'failed') return done;
  return { kind: 'failed', failure: { ...done.failure, message: withoutArns(done.failure.message) } };
}

/** Readers of the workflow may not read every project that an error names. */
function withoutArns(message: string): string {
  return message.replace(/\barn:[^\s'"]+/g, 'a resource');
}
