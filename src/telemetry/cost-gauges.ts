import { Gauge, type Registry } from 'prom-client';
import type { Catalog } from '../catalog/port.js';
import type { AccountRegion } from '../domain/arn.js';
import { hourlyCostOfAll, isBilled } from '../domain/money/cost.js';
import type { Prices } from '../domain/money/prices.js';

/** What the gauges of one account and region are made of. */
export interface CostState {
  readonly catalog: Pick<Catalog, 'projects' | 'versionEntries'>;
  readonly prices: Prices;
}

/** The returned function brings them up to date for one account and region. */
export function createCostGauges(registry: Registry, { catalog, prices }: CostState) {
  const registers = [registry];
  const running = new Gauge({
    name: 'gateway_running_models',
    help: 'Models that run, and that AWS bills, as the catalog knows them',
    labelNames: ['account_id', 'region'],
    registers,
  });
  const hourlyCost = new Gauge({
    name: 'gateway_hourly_cost',
    help: 'What an hour of the running models costs at the configured prices, with their least units; not there without a price',
    labelNames: ['account_id', 'region', 'currency'],
    registers,
  });

  return ({ accountId, region }: AccountRegion): void => {
    const projects = catalog.projects({ accountId, region })?.values ?? [];
    const versions = projects
      .flatMap(({ arn }) => catalog.versionEntries(arn))
      .flatMap(({ value }) => (value && isBilled(value) ? [value] : []));
    const labels = { account_id: accountId, region };
    running.set(labels, versions.length);
    const { hourly } = hourlyCostOfAll(prices, versions);
    const withCurrency = { ...labels, currency: prices.currencyCode };
    const isPriced = (prices.byRegion.get(region)?.unitHour ?? null) !== null;
    if (isPriced && hourly) hourlyCost.set(withCurrency, Number(hourly.amount));
  };
}
