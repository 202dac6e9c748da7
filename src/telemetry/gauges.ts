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
  budgets(): readonly Budget[];
  polls(): readonly Poll[];
  streams(): StreamCounts;
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

const ACCOUNT_REGION = ['account_id', 'region'] as const;

/** The returned function brings all of them up to date. */
export function createGauges(registry: Registry, state: State): () => void {
  const registers = [registry];
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `gateway_${name}`, help, labelNames, registers });
  const slowConsumers = new Counter({
    name: 'gateway_slow_consumers_total',
    help: 'Subscriptions ended because their reader was too slow',
    registers,
  });
  const subscribers = gauge('subscribers', 'Open connections that carry subscriptions', 'transport');
  const subscriptions = gauge('subscriptions', 'Open subscriptions');
  const available = gauge(
    'upstream_budget_available',
    'Calls that could be made right now',
    ...ACCOUNT_REGION,
    'operation',
  );
  const limit = gauge(
    'upstream_budget_limit',
    'Calls a second that the gateway keeps to now',
    ...ACCOUNT_REGION,
    'operation',
  );
  const throttled = gauge(
    'upstream_throttled_last_minute',
    'Calls refused by AWS for their rate',
    ...ACCOUNT_REGION,
    'operation',
  );
  const pollLag = gauge('poll_lag_seconds', 'How late the most overdue refresh is', ...ACCOUNT_REGION);
  const refreshes = gauge('poll_looks_in_flight', 'Looks of the poller under way', ...ACCOUNT_REGION);
  const failing = gauge(
    'poll_targets_failing',
    'Projects, or lists of them, with a failed last refresh',
    ...ACCOUNT_REGION,
  );
  const lease = gauge('lease_holder', '1 where this instance polls', ...ACCOUNT_REGION);
  const degraded = gauge('degraded', '1 while this instance goes on alone, without Redis');
  const age = gauge(
    'catalog_age_seconds',
    'Age of the oldest list of versions that the catalog holds',
    ...ACCOUNT_REGION,
  );
  const projects = gauge('projects', 'Projects that the catalog knows', ...ACCOUNT_REGION);
  const models = gauge(
    'model_versions',
    'Model versions that the catalog knows',
    ...ACCOUNT_REGION,
    'status',
  );

  const updateCosts = createCostGauges(registry, state);

  function updatePolls(): void {
    for (const { accountId, region, lagMs, inFlight, failing: failed, isMine } of state.polls()) {
      const at = { account_id: accountId, region };
      pollLag.set(at, lagMs / 1000);
      refreshes.set(at, inFlight);
      failing.set(at, failed);
      lease.set(at, Number(isMine));
    }
  }

  function updateBudgets(): void {
    for (const budget of state.budgets()) {
      const labels = { account_id: budget.accountId, region: budget.region, operation: budget.operation };
      available.set(labels, budget.available);
      limit.set(labels, budget.limitPerSecond);
      throttled.set(labels, budget.throttledLastMinute);
    }
  }

  function updateCatalog(at: AccountRegion): void {
    const accountRegion = { account_id: at.accountId, region: at.region };
    const listed = state.catalog.projects(at)?.values ?? [];
    const validated = listed.flatMap(({ arn }) => state.catalog.versions(arn)?.validatedAt || []);
    projects.set(accountRegion, listed.length);
    if (validated.length > 0) age.set(accountRegion, (state.clock.now() - Math.min(...validated)) / 1000);
    else age.remove(accountRegion); // no age is not the age of nothing
    for (const { arn } of listed)
      for (const { value } of state.catalog.versionEntries(arn))
        if (value) models.inc({ ...accountRegion, status: value.status });
  }

  function updateStreams(): void {
    const counts = state.streams();
    subscribers.set({ transport: 'websocket' }, counts.webSockets);
    subscribers.set({ transport: 'sse' }, counts.eventStreams);
    subscriptions.set(counts.subscriptions);
    slowConsumers.reset();
    slowConsumers.inc(counts.slowConsumers);
  }

  return () => {
    updateStreams();
    updateBudgets();
    updatePolls();
    degraded.set(Number(state.isDegraded()));
    models.reset();
    for (const at of state.accounts) {
      models.set({ account_id: at.accountId, region: at.region, status: 'RUNNING' }, 0); // none is an answer too
      updateCatalog(at);
      updateCosts(at);
    }
  };
}
