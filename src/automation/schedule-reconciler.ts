import type { ModelVersionArn } from '../domain/arn.js';
import type { Decision } from '../domain/automation/decision.js';
import type { Failure } from '../domain/automation/failure.js';
import {
  readSchedule,
  readScheduleState,
  type Schedule,
  type ScheduleRun,
  type ScheduleState,
} from '../domain/automation/schedule.js';
import { decideSchedule } from '../domain/automation/schedule-decision.js';
import {
  afterFailedStart,
  afterFailedStop,
  afterHeldBackStart,
} from '../domain/automation/schedule-outcome.js';
import type { ScheduleAct } from '../domain/automation/schedule-situation.js';
import type { StoredRecord } from '../records/port.js';
import { refusalOfOwnStart } from '../services/budgets.js';
import { changeAutomatically } from '../services/mutations/automatic-change.js';
import { startModelVersion, stopModelVersion } from '../services/mutations/model-version-changes.js';
import { startWithStop } from '../services/mutations/start-with-stop.js';
import { toldWith } from '../services/outbox.js';
import { SCHEDULE_KIND } from '../services/schedule-index.js';
import { leadTimeOf, SCHEDULE_STATE_KIND, stateOf, targetOf, wantedBy } from '../services/schedules.js';
import { type Acting, report } from './acting.js';
import { failureOf } from './failure-of.js';
import type { Reconciler, Turn } from './reconciler.js';
import { refreshSoon, seenVersion } from './seen-version.js';

/** What a schedule asks for, with what was known when that was decided. */
interface DueAct {
  readonly due: ScheduleAct;
  readonly schedule: Schedule;
  readonly key: string;
  /** Of the state; null: there was none. */
  readonly stateRevision: string | null;
}

const READ_ONLY: Failure = {
  code: 'FORBIDDEN',
  message: 'The gateway is read-only now.',
  awsRequestId: null,
};

type Start = ScheduleAct & { readonly kind: 'start' };
type Stop = ScheduleAct & { readonly kind: 'stop' };

/** Starts and stops versions at the edges of their schedules' windows. */
export class ScheduleReconciler implements Reconciler<DueAct> {
  readonly kind = SCHEDULE_KIND;
  readonly besides = [SCHEDULE_STATE_KIND];

  constructor(private readonly acting: Acting) {}

  versionsOf({ value }: StoredRecord): ModelVersionArn[] {
    const { records } = this.acting.services;
    const schedule = readSchedule(value);
    const started = stateOf(records, schedule)?.started.map(({ arn }) => arn) ?? [];
    const target = targetOf(records, schedule);
    return target === null ? started : [target, ...started];
  }

  decide({ key, value, revision }: StoredRecord, now: number): Decision<DueAct> {
    const { services } = this.acting;
    const { records, catalog, clock } = services;
    const schedule = readSchedule(value);
    const target = targetOf(records, schedule);
    const stored = records.get(SCHEDULE_STATE_KIND, key);
    const world = {
      target,
      leadMs: leadTimeOf(records, schedule.projectArn),
      // Only where it is to be started: sums of what is spent are dear.
      get refusal() {
        return target && refusalOfOwnStart(services, target);
      },
      seen: (arn: ModelVersionArn) => seenVersion(catalog, clock, arn),
      wantedBy: (arn: ModelVersionArn) => wantedBy(records, arn, schedule, now),
    };
    const state = stored ? readScheduleState(stored.value) : null;
    const { act, ...decision } = decideSchedule({ schedule, revision }, state, world, now);
    const stateRevision = stored?.revision ?? null;
    return { ...decision, act: act && { due: act, schedule, key, stateRevision } };
  }

  async act(_record: StoredRecord, act: DueAct, turn: Turn): Promise<void> {
    const { due } = act;
    if (due.kind === 'note') return this.note(act, due.state, due.told, turn);
    if (due.kind === 'stop') return this.stop(act, due, turn);
    return this.acting.turns.run(due.arn, () => this.start(act, due, turn));
  }

  /** What was missed is counted as acts are. */
  private note(act: DueAct, state: ScheduleState, told: ScheduleRun | null, turn: Turn): Promise<void> {
    const { log, onAct } = this.acting;
    if (told) {
      onAct(SCHEDULE_KIND, told.outcome === 'MISSED' ? 'missed' : (told.failure?.code ?? 'done'));
      log.warn({ schedule: act.key, ...told }, 'automation: not done');
    }
    return this.write(act, state, told, turn);
  }

  private async start(act: DueAct, { arn, units, step, before, settled }: Start, turn: Turn): Promise<void> {
    const status = this.statusOf(arn);
    // Another act was first: what is written down again is decided once more.
    if (status === 'STARTING' || status === 'RUNNING') return this.write(act, before, null, turn);
    const { services } = this.acting;
    const isReadOnly = await services.guardRails.isReadOnly();
    const failure = isReadOnly ? READ_ONLY : await this.startOne(act, { arn, units, step }, turn);
    if (failure === null) return this.write(act, settled, null, turn);
    const tried = { before, settled, reason: turn.reason, now: services.clock.wallNow() };
    const { state, told } = (isReadOnly ? afterHeldBackStart : afterFailedStart)(tried, failure);
    return this.write(act, state, told, turn);
  }

  private startOne(act: DueAct, { arn, units, step }: Pick<Start, 'arn' | 'units' | 'step'>, turn: Turn) {
    const { maxStopAfterMs } = this.acting.services.stopRules;
    const input = { modelVersionArn: arn, minInferenceUnits: units.min, maxInferenceUnits: units.max };
    return this.make(act, arn, turn.reason, () =>
      changeAutomatically(this.acting.services, {
        ...this.cause(act, arn, step, turn),
        ...{ author: act.schedule.author, mutation: 'startModelVersion', input },
        declare: () =>
          maxStopAfterMs === null ? startModelVersion(arn, units) : startWithStop(arn, units, maxStopAfterMs),
      }),
    );
  }

  private async stop(act: DueAct, { arns, step, before, settled }: Stop, turn: Turn): Promise<void> {
    const outcomes = new Map<ModelVersionArn, Failure | null>();
    for (const arn of arns) {
      const outcome = await this.acting.turns.run(arn, () => this.stopOne(act, arn, step, turn));
      if (outcome !== 'others-were-first') outcomes.set(arn, outcome?.code === 'NOT_FOUND' ? null : outcome);
    }
    if (outcomes.size === 0) return this.write(act, before, null, turn); // to be decided once more
    const failed = [...outcomes].filter(([, it]) => it !== null).map(([arn]) => arn);
    const failure = [...outcomes.values()].find((it) => it !== null);
    if (!failure) return this.write(act, settled, null, turn);
    const tried = { before, settled, reason: turn.reason, now: this.acting.services.clock.wallNow() };
    const { state, told } = afterFailedStop(tried, failed, failure);
    return this.write(act, state, told, turn);
  }

  private async stopOne(act: DueAct, arn: ModelVersionArn, step: string, turn: Turn) {
    if (this.statusOf(arn) !== 'RUNNING') return 'others-were-first';
    return this.make(act, arn, turn.reason, () =>
      changeAutomatically(this.acting.services, {
        ...this.cause(act, arn, step, turn),
        ...{ author: null, mutation: 'stopModelVersion', input: { modelVersionArn: arn } },
        declare: () => stopModelVersion(arn),
      }),
    );
  }

  private cause({ key, schedule }: DueAct, arn: ModelVersionArn, step: string, { reason }: Turn) {
    const subject = `automation:${SCHEDULE_KIND}/${schedule.name}`;
    return { subject, cause: reason, idempotencyKey: `${key} ${step} ${arn}` };
  }

  /** Null: it is done. */
  private async make({ key }: DueAct, arn: ModelVersionArn, reason: string, change: () => Promise<unknown>) {
    const failure = await failureOf(change);
    report(this.acting, SCHEDULE_KIND, { schedule: key, modelVersionArn: arn, reason }, failure);
    if (failure !== null) refreshSoon(this.acting.services, arn);
    return failure;
  }

  private statusOf(arn: ModelVersionArn) {
    const { catalog, clock } = this.acting.services;
    return seenVersion(catalog, clock, arn).status;
  }

  /** Nothing, if the state was changed meanwhile: then the change is reconciled next. */
  private async write(
    { key, schedule, stateRevision }: DueAct,
    state: ScheduleState,
    told: ScheduleRun | null,
    { fencingToken }: Turn,
  ): Promise<void> {
    const change = { kind: SCHEDULE_STATE_KIND, key, value: state, expected: stateRevision };
    const event = told && toldWith(this.eventOf(key, schedule, told));
    await this.acting.services.records.commit([change, ...(event ? [event] : [])], fencingToken);
  }

  private eventOf(key: string, schedule: Schedule, { at, outcome, failure, reason }: ScheduleRun) {
    const modelVersionArn = targetOf(this.acting.services.records, schedule);
    const isSkipped = outcome === 'MISSED' || failure?.code === 'BUDGET_EXCEEDED';
    return {
      kind: isSkipped ? ('AUTOMATION_SKIPPED' as const) : ('AUTOMATION_FAILED' as const),
      at,
      scope: { projectArns: [schedule.projectArn] },
      record: { kind: SCHEDULE_KIND, key },
      message: `Schedule ${schedule.name}: ${failure?.message ?? reason}`,
      ...(modelVersionArn && { modelVersionArn }),
      ...(failure && { failure }),
    };
  }
}
