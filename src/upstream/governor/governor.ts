import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import { toRates } from '../rate-limit/documented-rates.js';
import { MemoryPermits } from '../rate-limit/memory-permits.js';
import type { CreatePermits } from '../rate-limit/permits.js';
import { AccountGovernor, type AccountGovernorSettings } from './account-governor.js';

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

/** Every call to AWS passes here: never above the rate, the most urgent first, and not while AWS is failing. */
export class Governor {
  private readonly settings: AccountGovernorSettings;
  private readonly accountGovernors = new Map<string, AccountGovernor>();
  private isClosed = false;

  /** @throws RangeError if a rate is not above zero */
  constructor(options: GovernorOptions) {
    const { clock, accounts = [], random = Math.random, callTimeoutMs = 10_000 } = options;
    const createPermits: CreatePermits =
      options.createPermits ?? ((...of) => new MemoryPermits(clock, ...of));
    this.settings = { clock, random, callTimeoutMs, rates: toRates(options.rates), createPermits };
    for (const it of accounts) this.of(it);
  }

  /** Calls to this account and region pass here. The same object each time. */
  of(at: AccountRegion): AccountGovernor {
    const key = accountRegionKey(at);
    const accountGovernor = this.accountGovernors.get(key) ?? new AccountGovernor(at, this.settings);
    this.accountGovernors.set(key, accountGovernor);
    if (this.isClosed) accountGovernor.close();
    return accountGovernor;
  }

  /** One for each operation with a rate, for every account and region. */
  budgets(): readonly Budget[] {
    return [...this.accountGovernors.values()].flatMap((it) => it.budgets());
  }

  /** Rejects the calls that wait; calls under way may end. */
  close(): void {
    this.isClosed = true;
    for (const it of this.accountGovernors.values()) it.close();
  }
}
