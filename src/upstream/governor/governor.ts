import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import { toRates } from '../rate-limit/documented-rates.js';
import { createMemoryPermits } from '../rate-limit/memory-permits.js';
import type { CreatePermits } from '../rate-limit/permits.js';
import {
  type AccountGovernor,
  type AccountGovernorSettings,
  createAccountGovernor,
} from './account-governor.js';

/** Every call to AWS passes here: never above the rate, the most urgent first, and not while AWS is failing. */
export interface Governor {
  /** Calls to this account and region pass here. The same object each time. */
  of(at: AccountRegion): AccountGovernor;
  /** One for each operation with a rate, for every account and region. */
  budgets(): readonly Budget[];
  /** Rejects the calls that wait; calls under way may end. */
  close(): void;
}

export interface GovernorOptions {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Listed in `budgets()` from the start; others join with their first call. */
  readonly accounts?: readonly AccountRegion[];
  /** Operation → calls a second, in place of the documented rates. */
  readonly rates?: Readonly<Record<string, number>>;
  /** The longest that one attempt may take. Default 10 s. */
  readonly callTimeoutMs?: number;
  /** Where permits come from. Default: this process alone. */
  readonly createPermits?: CreatePermits;
}

/** @throws RangeError if a rate is not above zero */
export function createGovernor(options: GovernorOptions): Governor {
  const { clock, accounts = [], random = Math.random, callTimeoutMs = 10_000 } = options;
  const settings: AccountGovernorSettings = {
    clock,
    random,
    callTimeoutMs,
    rates: toRates(options.rates),
    createPermits: options.createPermits ?? ((...of) => createMemoryPermits(clock, ...of)),
  };
  const accountGovernors = new Map<string, AccountGovernor>();
  let isClosed = false;

  function accountGovernorOf(at: AccountRegion): AccountGovernor {
    const key = accountRegionKey(at);
    const accountGovernor = accountGovernors.get(key) ?? createAccountGovernor(at, settings);
    accountGovernors.set(key, accountGovernor);
    if (isClosed) accountGovernor.close();
    return accountGovernor;
  }

  accounts.forEach(accountGovernorOf);

  return {
    of: accountGovernorOf,
    budgets: () => [...accountGovernors.values()].flatMap((it) => it.budgets()),
    close() {
      isClosed = true;
      for (const it of accountGovernors.values()) it.close();
    },
  };
}
