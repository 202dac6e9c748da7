import { BudgetReconciler } from '../../../src/automation/budget-reconciler.js';
import type { ModelVersionArn } from '../../../src/domain/arn.js';
import type { SpendingBudget } from '../../../src/domain/automation/budget.js';
import { planStop, readPlannedStop } from '../../../src/domain/automation/planned-stop.js';
import { keyOfInterval, USAGE_KIND } from '../../../src/domain/money/run-interval.js';
import { silentLog } from '../../../src/log.js';
import type { RecordStore, StoredRecord } from '../../../src/records/port.js';
import {
  BUDGET_KIND,
  BUDGET_PROGRESS_KIND,
  progressOf,
  refusalOfOwnStart,
} from '../../../src/services/budgets.js';
import { automaticSession } from '../../../src/services/mutations/automatic-change.js';
import { deleteBudget, putBudget } from '../../../src/services/mutations/budget-changes.js';
import { checkBudgets } from '../../../src/services/mutations/budget-guard.js';
import { EVENT_KIND } from '../../../src/services/outbox.js';
import { STOP_KIND } from '../../../src/services/planned-stops.js';
import { type AutomationStage, createAutomationStage } from '../../support/automation-stage.js';
import { recordsWith } from '../../support/records.js';

const HOUR = 3_600_000;

let stage: AutomationStage;
beforeEach(() => {
  stage = createAutomationStage();
});
afterEach(() => stage.close());

/** Versions that have run for an hour: 4 dollars each. */
async function run(...names: string[]): Promise<ModelVersionArn[]> {
  const from = stage.clock.now();
  const arns = names.map(
    (name) => stage.upstream.addVersion(stage.project.arn, { name, status: 'RUNNING' }).arn,
  );
  await stage.clock.advance(HOUR);
  const told = { isFromSeen: true, endSeenAt: null, minInferenceUnits: 1, maxInferenceUnits: null };
  const value = { projectArn: stage.project.arn, from, to: stage.clock.now(), ...told };
  const { records } = stage.services;
  await records.commit(arns.map((arn) => ({ kind: USAGE_KIND, key: keyOfInterval(arn, from), value })));
  return arns;
}

function budgetOf(amount: string, action: SpendingBudget['thresholds'][number]['action']): SpendingBudget {
  return {
    scope: { accountId: null, region: null, projectArns: null },
    monthly: { amount, currencyCode: 'USD' },
    ...{ timeZone: 'UTC', thresholds: [{ percent: 100, action }] },
  };
}

async function put(
  amount: string,
  action: SpendingBudget['thresholds'][number]['action'],
): Promise<StoredRecord> {
  const value = budgetOf(amount, action);
  const stored = await stage.services.records.commit([{ kind: BUDGET_KIND, key: 'team', value }]);
  return stored?.[0] as StoredRecord;
}

/** What one instance does about it, whether it holds the lease or not. */
async function reconcile(
  record: StoredRecord,
  fencingToken: number,
  acts: string[] = [],
  services = stage.services,
): Promise<void> {
  const onAct = (_kind: string, outcome: string) => void acts.push(outcome);
  const reconciler = new BudgetReconciler({ services, log: silentLog, onAct });
  const { act, reason } = reconciler.decide(record, services.clock.wallNow());
  if (act !== null) await reconciler.act(record, act, { reason, fencingToken });
}

const keysOf = (kind: string) => stage.services.records.list(kind).map(({ key }) => key);

it('two instances that hold the lease by force make one event and one stop for each version', async () => {
  const arns = await run('v1', 'v2');
  const record = await put('8', 'STOP_MODELS');
  const acts: string[] = [];
  await Promise.all([reconcile(record, 1, acts), reconcile(record, 2, acts), reconcile(record, 2, acts)]);
  await reconcile(record, 2, acts);
  expect([acts, keysOf(EVENT_KIND).length]).toEqual([['done'], 1]);
  expect(keysOf(STOP_KIND)).toEqual([...arns].sort());
});

/** The records as an instance holds them that does not hear of others any more; what it stores is judged by all. */
function deaf(records: RecordStore): RecordStore {
  const kinds = [BUDGET_KIND, BUDGET_PROGRESS_KIND, STOP_KIND, USAGE_KIND];
  const known = new Map(kinds.map((kind) => [kind, records.list(kind)]));
  const list = (kind: string) => known.get(kind) ?? [];
  const get = (kind: string, key: string) => list(kind).find((it) => it.key === key);
  return recordsWith(records, { list, get } as Partial<RecordStore>);
}

it.each(['raised', 'deleted'])('a budget that is %s in the same moment stops nothing', async (change) => {
  await run('v1');
  const session = automaticSession(stage.services, { subject: 'ann', cause: 'test', author: null });
  const { records } = stage.services;
  const putFor = async (amount: string) => {
    const given = { name: 'team', revision: null, mustBeNew: false };
    const put = putBudget(given, budgetOf(amount, 'STOP_MODELS'));
    await put.send(session, await put.before(session));
  };
  await putFor('3.9');
  const before = { ...stage.services, records: deaf(records) };
  const record = records.get(BUDGET_KIND, 'team') as StoredRecord;
  const remove = deleteBudget({ name: 'team', revision: null });
  if (change === 'raised') await putFor('40');
  else await remove.send(session, await remove.before(session));
  const acts: string[] = [];
  await reconcile(record, 1, acts, before);
  expect([acts, keysOf(STOP_KIND), keysOf(EVENT_KIND)]).toEqual([[], [], []]);
});

it('what came of a budget stays where it is put again', async () => {
  await run('v1');
  const session = automaticSession(stage.services, { subject: 'ann', cause: 'test', author: null });
  await reconcile(await put('3.9', 'STOP_MODELS'), 1);
  const { reached } = progressOf(stage.services, 'team');
  const again = putBudget({ name: 'team', revision: null, mustBeNew: false }, budgetOf('4', 'STOP_MODELS'));
  await again.send(session, await again.before(session));
  expect(progressOf(stage.services, 'team').reached).toEqual(reached);
  expect(reached).toHaveLength(1);
});

it('a stop that somebody sets in the same moment is not lost: the budget decides once more', async () => {
  const [arn = ''] = await run('v1');
  const { records } = stage.services;
  const record = await put('3.9', 'STOP_MODELS');
  const before = { ...stage.services, records: deaf(records) };
  const value = planStop({
    at: stage.clock.now() - 1,
    afterMs: null,
    setBy: 'ann',
    setAt: stage.clock.now(),
  });
  await records.commit([{ kind: STOP_KIND, key: arn, value }]);
  await reconcile(record, 1, [], before);
  expect([readPlannedStop(records.get(STOP_KIND, arn)?.value).setBy, keysOf(EVENT_KIND)]).toEqual([
    'ann',
    [],
  ]);
  await reconcile(record, 1);
  expect([readPlannedStop(records.get(STOP_KIND, arn)?.value).setBy, keysOf(EVENT_KIND).length]).toEqual([
    'ann',
    1,
  ]);
});

it('a stop that is due already goes on as it is, a later one is moved to now', async () => {
  const [due = '', later = ''] = await run('v1', 'v2');
  const now = stage.clock.now();
  const plan = (key: string, at: number) => ({
    ...{ kind: STOP_KIND, key },
    value: { ...planStop({ at, afterMs: null, setBy: 'ann', setAt: now }), accepted: 1 },
  });
  await stage.services.records.commit([plan(due, now - 1), plan(later, now + HOUR)]);
  await reconcile(await put('8', 'STOP_MODELS'), 1);
  const stops = [due, later].map((it) => readPlannedStop(stage.services.records.get(STOP_KIND, it)?.value));
  expect(stops.map(({ at, setBy, accepted }) => [at, setBy, accepted])).toEqual([
    [now - 1, 'ann', 1],
    [now, 'automation:budget/team', 0],
  ]);
});

it('the gateway starts nothing by itself while a budget refuses starts or has stopped models, and says why without its name', async () => {
  const [arn = '' as ModelVersionArn] = await run('v1');
  const refusal = () => refusalOfOwnStart(stage.services, arn);
  expect(refusal()).toBeNull();
  for (const action of ['REFUSE_STARTS', 'STOP_MODELS'] as const) {
    await put('4', action);
    expect(refusal()).toBe('a budget lets nothing more start until the month ends or it is raised');
    await put('4.01', action);
    expect(refusal()).toBeNull();
  }
  await put('4', 'NOTIFY');
  expect(refusal()).toBeNull();
});

it('what the gateway does by itself is refused without the name of a budget: others read the failure than its author', async () => {
  const [arn = '' as ModelVersionArn] = await run('v1');
  await put('4', 'REFUSE_STARTS');
  const cause = { subject: 'automation:workflow/w1', cause: 'start v1', author: null };
  const message =
    'modelVersionArn: a budget lets nothing more start here until the month ends or it is raised.';
  await expect(checkBudgets(automaticSession(stage.services, cause), arn)).rejects.toMatchObject({
    ...{ code: 'BUDGET_EXCEEDED', message },
  });
});

it('a budget that was reached holds until it is raised, also where less is known to be spent later', async () => {
  const [arn = '' as ModelVersionArn] = await run('v1');
  const refusal = () => refusalOfOwnStart(stage.services, arn);
  for (const action of ['REFUSE_STARTS', 'STOP_MODELS'] as const) {
    await reconcile(await put('4', action), 1);
    const { records } = stage.services;
    const usage = records.list(USAGE_KIND);
    await records.commit(usage.map(({ kind, key }) => ({ kind, key, value: null })));
    expect(refusal()).not.toBeNull();
    await put('4.01', action);
    expect(refusal()).toBeNull();
    await records.commit(usage.map(({ kind, key, value }) => ({ kind, key, value })));
  }
});
