import { Counter, Gauge, type Registry } from 'prom-client';
import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { Budget } from '../domain/budget.js';
import { type CostState, createCostGauges } from './cost-gauges.js';

/** What is read when the metrics are scraped. */
export interface State extends CostState {
  readonly accounts: readonly AccountRegion[];
  readonly catalog: Pick<Catalog, 'projects' | 'versions' | 'versionEntries'>;
  readonly clock: Clock;
  readonly budgets: () => readonly Budget[];
  readonly polls: () => readonly Poll[];
  readonly streams: () => StreamCounts;
  /** Whether this instance goes on without what it shares with others. */
  isDegraded(): boolean;
}

interface Poll extends AccountRegion {
  readonly lagMs: number;
  readonly inFlight: number;
  readonly failing: number;
  readonly isMine: boolean;
}

interface StreamCounts {
  readonly webSockets: number;
  readonly eventStreams: number;
  readonly subscriptions: number;
  readonly slowConsumers: number;
}

/** The returned function brings all of them up to date. */
export function createGauges(registry: Registry, state: State): () => void {
  const newGauge: NewGauge = (name, help, ...labelNames) =>
    new Gauge({ name: `gateway_${name}`, help, labelNames, registers: [registry] });
  const ofAccount: NewGauge = (name, help, ...labelNames) =>
    newGauge(name, help, 'account_id', 'region', ...labelNames);
  const updateStreams = createStreamGauges(registry, newGauge, state);
  const updateBudgets = createUpstreamGauges(ofAccount, state);
  const updatePolls = createPollGauges(ofAccount, state);
  const degraded = newGauge('degraded', '1 while this instance goes on alone, without Redis');
  const updateCatalog = createCatalogGauges(ofAccount, state);
  const updateCosts = createCostGauges(registry, state);
  return () => {
    updateStreams();
    updateBudgets();
    updatePolls();
    degraded.set(Number(state.isDegraded()));
    updateCatalog();
    for (const at of state.accounts) updateCosts(at);
  };
}

/** @param name - without `gateway_` */
type NewGauge = (name: string, help: string, ...labelNames: string[]) => Gauge;

function createStreamGauges(registry: Registry, newGauge: NewGauge, { streams }: State): () => void {
  const slowConsumers = new Counter({
    name: 'gateway_slow_consumers_total',
    help: 'Subscriptions ended because their reader was too slow',
    registers: [registry],
  });
  const subscribers = newGauge('subscribers', 'Open connections that carry subscriptions', 'transport');
  const subscriptions = newGauge('subscriptions', 'Open subscriptions');
  return () => {
    const counts = streams();
    subscribers.set({ transport: 'websocket' }, counts.webSockets);
    subscribers.set({ transport: 'sse' }, counts.eventStreams);
    subscriptions.set(counts.subscriptions);
    slowConsumers.reset();
    slowConsumers.inc(counts.slowConsumers);
  };
}

function createUpstreamGauges(ofAccount: NewGauge, { budgets }: State): () => void {
  const available = ofAccount('upstream_budget_available', 'Calls that could be made right now', 'operation');
  const limit = ofAccount(
    'upstream_budget_limit',
    'Calls a second that the gateway keeps to now',
    'operation',
  );
  const throttled = ofAccount(
    'upstream_throttled_last_minute',
    'Calls refused by AWS for their rate',
    'operation',
  );
  return () => {
    for (const budget of budgets()) {
      const labels = { account_id: budget.accountId, region: budget.region, operation: budget.operation };
      available.set(labels, budget.available);
      limit.set(labels, budget.limitPerSecond);
      throttled.set(labels, budget.throttledLastMinute);
    }
  };
}

function createPollGauges(ofAccount: NewGauge, { polls }: State): () => void {
  const pollLag = ofAccount('poll_lag_seconds', 'How late the most overdue refresh is');
  const refreshes = ofAccount('poll_looks_in_flight', 'Looks of the poller under way');
  const failing = ofAccount('poll_targets_failing', 'Projects, or lists of them, with a failed last refresh');
  const lease = ofAccount('lease_holder', '1 where this instance polls');
  return () => {
    for (const { accountId, region, lagMs, inFlight, failing: failed, isMine } of polls()) {
      const at = { account_id: accountId, region };
      pollLag.set(at, lagMs / 1000);
      refreshes.set(at, inFlight);
      failing.set(at, failed);
      lease.set(at, Number(isMine));
    }
  };
}

function createCatalogGauges(ofAccount: NewGauge, { accounts, catalog, clock }: State): () => void {
  const age = ofAccount('catalog_age_seconds', 'Age of the oldest list of versions that the catalog holds');
  const projects = ofAccount('projects', 'Projects that the catalog knows');
  const models = ofAccount('model_versions', 'Model versions that the catalog knows', 'status');

  function update({ accountId, region }: AccountRegion): void {
    const labels = { account_id: accountId, region };
    models.set({ ...labels, status: 'RUNNING' }, 0); // none is an answer too
    const listed = catalog.projects({ accountId, region })?.values ?? [];
    const validated = listed.flatMap(({ arn }) => catalog.versions(arn)?.validatedAt || []);
    projects.set(labels, listed.length);
    if (validated.length > 0) age.set(labels, (clock.now() - Math.min(...validated)) / 1000);
    else age.remove(labels); // no age is not the age of nothing
    for (const { arn } of listed)
      for (const { value } of catalog.versionEntries(arn))
        if (value) models.inc({ ...labels, status: value.status });
  }

  return () => {
    models.reset();
    for (const at of accounts) update(at);
  };
}
