import { Gauge, type Registry } from 'prom-client';
import { createBoundedLabel } from './bounded-label.js';

export interface BudgetRatios {
  /** Which part of its monthly amount each budget has spent. */
  budgetRatios(): readonly { readonly name: string; readonly ratio: number }[];
}

/** More than there may be at a time: names come and go. */
const MOST_NAMES = 200;

/** The returned function brings it up to date. */
export function createBudgetGauge(registry: Registry, { budgetRatios }: BudgetRatios): () => void {
  const label = createBoundedLabel(MOST_NAMES);
  const used = new Gauge({
    name: 'gateway_budget_used_ratio',
    help: 'Which part of its amount a budget has spent this month. budget: its name, for the first 200; of all others, the largest',
    labelNames: ['budget'],
    registers: [registry],
  });
  return () => {
    used.reset();
    const largest = new Map<string, number>();
    for (const { name, ratio } of budgetRatios()) {
      const budget = label.of(name);
      largest.set(budget, Math.max(ratio, largest.get(budget) ?? 0));
    }
    for (const [budget, ratio] of largest) used.set({ budget }, ratio);
  };
}
