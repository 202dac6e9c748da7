import { randomUUID } from 'node:crypto';
import type { ProjectArn } from '../domain/arn.js';
import type { BudgetScope } from '../domain/automation/budget.js';
import { GatewayError } from '../domain/errors.js';
import type { CallContext } from '../upstream/port.js';
import { runsIn } from './budgets.js';
import type { Services } from './session.js';

const TIMEOUT_MS = 10_000;
/** What was seen running so shortly before needs no refresh. */
const RECENTLY_MS = 500;

/** Refreshes everything that runs in a scope, as far as AWS can be reached. */
export async function refreshRuns(services: Services, scope: BudgetScope): Promise<void> {
  const names = new Map<ProjectArn, string[]>();
  for (const { version } of runsIn(services, scope))
    names.set(version.projectArn, [...(names.get(version.projectArn) ?? []), version.name]);
  const callContext: CallContext = {
    priority: 'interactive',
    deadlineAt: services.clock.now() + TIMEOUT_MS,
    requestId: randomUUID(),
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    freshness: { maxAgeMs: RECENTLY_MS, onlyIfCached: false },
  };
  const refreshes = [...names].map(([arn, of]) => services.reader.versionsByName(arn, of, callContext));
  for (const it of await Promise.allSettled(refreshes))
    if (it.status === 'rejected' && !(it.reason instanceof GatewayError)) throw it.reason;
}
