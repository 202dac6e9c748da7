import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { LeaseStore } from './port.js';

/** What this instance does alone: it polls an account and region, or holds a lease of another name. One instance does, or none for a few seconds. */
export interface Leases {
  isMine(at: AccountRegion): boolean;
  /** As {@link isMine}, of a lease that is of no account. */
  holds(name: string): boolean;
  /** Of the lease that is held or was last: the present holder has a higher one. Undefined: never held. */
  fencingTokenOf(account: string): number | undefined;
  /** Resolves after the first attempt to acquire the leases of this instance. */
  start(): Promise<void>;
  /** Releases every lease, so that others need not wait. */
  stop(): Promise<void>;
}

interface Settings {
  readonly store: LeaseStore;
  readonly accounts: readonly AccountRegion[];
  /** Leases besides those of the accounts. Default: none. */
  readonly others?: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** The name of this instance, unlike all others. */
  readonly self: string;
  /** The instances that are alive, as far as known; this one counts always. */
  readonly alive: () => readonly string[];
}

/** Three of four may fail. */
const RENEWALS_PER_LEASE = 4;
/** What a clock may run differently during one lease, and more. */
const MARGIN_MS = 500;

export function createLeases(settings: Settings): Leases {
  const { store, accounts, others = [], clock, log, self, alive } = settings;
  /** Until when, of those that are held. Infinity while the store is away: nobody can take it there. */
  const held = new Map<string, EpochMs>();
  const fencingTokens = new Map<string, number>();
  const keys = [...accounts.map(accountRegionKey), ...others];
  let isRunning = false;
  let callOff = () => {};
  let round = Promise.resolve();

  const isHeld = (account: string) => (held.get(account) ?? 0) > clock.now();

  async function claimOrRelease(account: string): Promise<void> {
    // One of the living may be of a release that knows no such lease, so all try.
    if (others.includes(account) || ownerOf(account, [self, ...alive()]) === self) return acquire(account);
    if (!held.has(account)) return;
    held.delete(account); // first: no refresh begins for it any more
    await store.release(account, self).catch(() => {}); // then it ends by itself
  }

  async function acquire(account: string): Promise<void> {
    const askedAt = clock.now();
    const wasHeld = isHeld(account);
    try {
      const fencingToken = await store.acquire(account, self);
      if (fencingToken === null) held.delete(account);
      else hold(account, fencingToken, askedAt + store.leaseDurationMs - MARGIN_MS);
    } catch {
      const fencingToken = fencingTokens.get(account);
      if (fencingToken !== undefined && wasHeld) hold(account, fencingToken, Number.POSITIVE_INFINITY);
    }
    if (wasHeld !== isHeld(account)) log.info({ account, isHeld: isHeld(account) }, 'lease');
  }

  function hold(account: string, fencingToken: number, endsAt: EpochMs): void {
    fencingTokens.set(account, fencingToken);
    held.set(account, endsAt);
  }

  async function claimOrReleaseAll(): Promise<void> {
    await Promise.all(keys.map(claimOrRelease));
    if (isRunning) callOff = clock.after(store.leaseDurationMs / RENEWALS_PER_LEASE, begin);
  }

  function begin(): void {
    round = claimOrReleaseAll();
  }

  return {
    isMine: (at) => isHeld(accountRegionKey(at)),
    holds: isHeld,
    fencingTokenOf: (account) => fencingTokens.get(account),
    async start() {
      isRunning = true;
      begin();
      await round;
    },
    async stop() {
      isRunning = false;
      callOff();
      await round;
      const accountsHeld = [...held.keys()];
      held.clear();
      await Promise.all(accountsHeld.map((it) => store.release(it, self).catch(() => {})));
    },
  };
}

/**
 * The instance that should poll there: all instances come to the same answer, an account keeps its instance
 * while that lives, and the accounts are spread evenly. (Rendezvous hashing.)
 */
function ownerOf(account: string, instances: readonly string[]): string | undefined {
  const weigh = (it: string) => createHash('sha1').update(`${account} ${it}`).digest('hex');
  const weighed = instances.map((name) => ({ name, weight: weigh(name) }));
  return weighed.sort((a, b) => (a.weight < b.weight ? 1 : -1))[0]?.name;
}
