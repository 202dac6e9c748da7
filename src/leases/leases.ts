import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import type { LeaseStore } from './port.js';

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

/** A poller that dies is replaced after this and, at most, a quarter of it. */
export const LEASE_MS = 8_000;
/** Three of four may fail. */
const RENEWALS_PER_LEASE = 4;
/** What a clock may run differently during one lease, and more. */
const MARGIN_MS = 500;

/**
 * What this instance does alone: it polls an account and region, or holds a lease of another name. One instance does, or
 * none for a few seconds.
 */
export class Leases {
  /** Until when, of those that are held. Infinity while the store is away: nobody can take it there. */
  private readonly held = new Map<string, EpochMs>();
  private readonly fencingTokens = new Map<string, number>();
  private readonly others: readonly string[];
  private readonly keys: readonly string[];
  private isRunning = false;
  private callOff = () => {};
  private round = Promise.resolve();

  constructor(private readonly settings: Settings) {
    this.others = settings.others ?? [];
    this.keys = [...settings.accounts.map(accountRegionKey), ...this.others];
  }

  isMine(at: AccountRegion): boolean {
    return this.holds(accountRegionKey(at));
  }

  /** As {@link isMine}, of a lease that is of no account. */
  holds(name: string): boolean {
    return (this.held.get(name) ?? 0) > this.settings.clock.now();
  }

  /** Of the lease that is held or was last: the present holder has a higher one. Undefined: never held. */
  fencingTokenOf(account: string): number | undefined {
    return this.fencingTokens.get(account);
  }

  /** Resolves after the first attempt to acquire the leases of this instance. */
  async start(): Promise<void> {
    this.isRunning = true;
    this.begin();
    await this.round;
  }

  /** Releases every lease, so that others need not wait. */
  async stop(): Promise<void> {
    this.isRunning = false;
    this.callOff();
    await this.round;
    const held = [...this.held.keys()];
    this.held.clear();
    await Promise.all(held.map((it) => this.release(it)));
  }

  private begin(): void {
    this.round = this.claimOrReleaseAll();
  }

  private async claimOrReleaseAll(): Promise<void> {
    const { clock, store } = this.settings;
    await Promise.all(this.keys.map((it) => this.claimOrRelease(it)));
    if (!this.isRunning) return;
    this.callOff = clock.after(store.leaseDurationMs / RENEWALS_PER_LEASE, () => this.begin());
  }

  private async claimOrRelease(account: string): Promise<void> {
    const { self, alive } = this.settings;
    // One of the living may be of a release that knows no such lease, so all try.
    if (this.others.includes(account) || ownerOf(account, [self, ...alive()]) === self)
      return this.acquire(account);
    if (!this.held.has(account)) return;
    this.held.delete(account); // first: no refresh begins for it any more
    await this.release(account);
  }

  private async acquire(account: string): Promise<void> {
    const { store, clock, log, self } = this.settings;
    const askedAt = clock.now();
    const wasHeld = this.holds(account);
    try {
      const fencingToken = await store.acquire(account, self);
      if (fencingToken === null) this.held.delete(account);
      else this.hold(account, fencingToken, askedAt + store.leaseDurationMs - MARGIN_MS);
    } catch {
      const fencingToken = this.fencingTokens.get(account);
      if (fencingToken !== undefined && wasHeld) this.hold(account, fencingToken, Number.POSITIVE_INFINITY);
    }
    const isHeld = this.holds(account);
    if (wasHeld !== isHeld) log.info({ account, isHeld }, 'lease');
  }

  private hold(account: string, fencingToken: number, endsAt: EpochMs): void {
    this.fencingTokens.set(account, fencingToken);
    this.held.set(account, endsAt);
  }

  private async release(account: string): Promise<void> {
    const { store, self } = this.settings;
    await store.release(account, self).catch(() => {}); // then it ends by itself
  }
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
