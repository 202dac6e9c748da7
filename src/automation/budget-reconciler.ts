import { mayConcern } from '../domain/automation/budget.js';
import {
  type BudgetAct,
  type BudgetNote,
  decideBudget,
  type ReachedThreshold,
} from '../domain/automation/budget-decision.js';
import type { Decision } from '../domain/automation/decision.js';
import { planStop, readPlannedStop } from '../domain/automation/planned-stop.js';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { RecordChange, StoredRecord } from '../records/port.js';
import { notCounted } from '../services/budget-figures.js';
import { subjectOf } from '../services/budget-rights.js';
import {
  BUDGET_KIND,
  BUDGET_PROGRESS_KIND,
  type Budget,
  progressOf,
  spendingOf,
  toBudget,
  versionsIn,
} from '../services/budgets.js';
import { toldWith } from '../services/outbox.js';
import { STOP_KIND } from '../services/planned-stops.js';
import { refreshRuns } from '../services/refresh-runs.js';
import type { Services } from '../services/session.js';
import type { Reconciler, Turn, VersionsOfRecord } from './reconciler.js';

interface Settings {
  readonly services: Services;
  readonly log: Log;
  /** Told of each act. @param outcome - `done`, or the code of the error */
  readonly onAct: (kind: string, outcome: string) => void;
}

/**
 * Notices what budgets have come to. One commit holds all of an act: that a threshold is reached, the event, and the stop of
 * every version that is to be stopped, which is carried out as any planned stop is.
 */
export class BudgetReconciler implements Reconciler<BudgetAct> {
  readonly kind = BUDGET_KIND;
  readonly besides = [BUDGET_PROGRESS_KIND];

  constructor(private readonly settings: Settings) {}

  versionsOf(record: StoredRecord): VersionsOfRecord {
    const { scope } = toBudget(record);
    return (arn) => mayConcern(scope, arn);
  }

  decide(record: StoredRecord, now: EpochMs): Decision<BudgetAct> {
    const { services } = this.settings;
    const budget = toBudget(record);
    return decideBudget(budget, progressOf(services, budget.name), spendingOf(services, budget), now);
  }

  act(record: StoredRecord, act: BudgetAct, turn: Turn): Promise<void> {
    const budget = toBudget(record);
    if (act.kind === 'refresh') return refreshRuns(this.settings.services, budget.scope);
    return write(this.settings, budget, act, turn);
  }
}

async function write(settings: Settings, budget: Budget, note: BudgetNote, turn: Turn): Promise<void> {
  const { services } = settings;
  const now = services.clock.wallNow();
  const known = services.records.get(BUDGET_PROGRESS_KIND, budget.name);
  const change = { kind: BUDGET_PROGRESS_KIND, key: budget.name, value: note.progress };
  const besides = [...eventsOf(budget, note, now), ...stopsOf(services, budget, note, now)];
  const changes = [{ ...change, expected: known?.revision ?? null }, ...besides];
  const stored = await services.records.commit(changes, turn.fencingToken);
  if (stored) report(settings, budget, note, turn.reason); // else somebody was first: it is decided once more
}

function report({ log, onAct }: Settings, { name }: Budget, note: BudgetNote, reason: string): void {
  const { kind, reached } = note;
  if (kind === 'note') return;
  onAct(BUDGET_KIND, kind === 'failed' ? 'INVALID_INPUT' : 'done');
  if (kind === 'failed') log.error({ budget: name, reason }, 'automation: a budget cannot be counted');
  for (const { percent, action } of reached)
    log.warn({ budget: name, percent, action, reason }, 'automation: a threshold of a budget is reached');
}

function eventsOf(budget: Budget, note: BudgetNote, at: EpochMs): RecordChange[] {
  const { kind, reached } = note;
  const about = { at, scope: scopeOf(budget), record: { kind: BUDGET_KIND, key: budget.name } } as const;
  if (kind === 'failed') {
    const message = notCounted(budget.monthly, note.progress.failedCurrency ?? '');
    const failure = { code: 'INVALID_INPUT', message, awsRequestId: null, retryAt: null } as const;
    return [toldWith({ ...about, kind: 'AUTOMATION_FAILED', failure, message })];
  }
  return reached.map((it) =>
    toldWith({
      ...{ ...about, kind: 'BUDGET_THRESHOLD_REACHED', thresholdPercent: it.percent },
      message: messageOf(budget, it),
    }),
  );
}

const WHAT_FOLLOWS = {
  NOTIFY: '',
  REFUSE_STARTS: ' Starts are refused until the month ends or the budget is raised.',
  STOP_MODELS: ' What runs is stopped, and the gateway starts nothing by itself until then.',
};

function messageOf({ monthly }: Budget, { percent, action }: ReachedThreshold): string {
  return `At least ${percent}% of ${monthly.amount} ${monthly.currencyCode} a month are spent.${WHAT_FOLLOWS[action]}`;
}

function scopeOf({ scope: { accountId, region, projectArns } }: Budget): GatewayEvent['scope'] {
  return {
    ...(accountId !== null && { accountId }),
    ...(region !== null && { region }),
    ...(projectArns !== null && { projectArns }),
  };
}

/** A stop that is due already goes on as it is. */
function stopsOf(services: Services, budget: Budget, { reached }: BudgetNote, now: EpochMs): RecordChange[] {
  if (!reached.some(({ action }) => action === 'STOP_MODELS')) return [];
  const value = planStop({
    at: now,
    afterMs: null,
    setBy: subjectOf(budget.name),
    setAt: now,
  });
  return versionsIn(services, budget.scope)
    .filter(({ status }) => status === 'STARTING' || status === 'RUNNING')
    .map(({ arn }) => ({ arn, known: services.records.get(STOP_KIND, arn) }))
    .filter(({ known }) => !isDue(known, now))
    .map(({ arn, known }) => ({ kind: STOP_KIND, key: arn, value, expected: known?.revision ?? null }));
}

function isDue(record: StoredRecord | undefined, now: EpochMs): boolean {
  const at = record ? readPlannedStop(record.value).at : null;
  return at !== null && at <= now;
}
