import type { Clock } from '../clock.js';
import type { AccountRegion } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { codeOf, isOfAccount, isOfAws, isUnsent, pauseMs, targetBackoffMs } from './backoff.js';
import type { TargetState } from './target-state.js';

interface Failure {
  readonly error: unknown;
  readonly startedAt: EpochMs;
}

interface Settings {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** Whether the account and region is polled at its usual pace, or one refresh at a time after a pause. */
type Pace =
  | { readonly kind: 'usual' }
  | { readonly kind: 'probing'; readonly pauses: number; readonly since: EpochMs; readonly until: EpochMs };

const USUAL: Pace = { kind: 'usual' };
/** More than this share of all targets, failed one after the other without a success between, is most of them. */
const MOST = 0.5;

/**
 * How the refreshes of one account and region fare. A target that fails waits alone. The account slows down only on
 * evidence about the account: AWS throttles or refuses the credentials, or most of its targets have failed without a
 * success between.
 */
export class Health {
  private readonly failingTargets = new Set<TargetState>();
  /** Those that failed since the last success of any. */
  private readonly failedInARow = new Set<TargetState>();
  private pace: Pace = USUAL;
  private succeededAt: EpochMs | null = null;
  private lastFailure: string | null = null;

  constructor(
    private readonly at: AccountRegion,
    private readonly settings: Settings,
  ) {}

  /** No refresh begins before this. */
  get pausedUntil(): EpochMs {
    return this.pace.kind === 'probing' ? this.pace.until : 0;
  }

  /** One refresh at a time, until one succeeds. */
  get isProbing(): boolean {
    return this.pace.kind === 'probing';
  }

  get lastSuccessAt(): EpochMs | null {
    return this.succeededAt;
  }

  /** How many targets failed at their last refresh. */
  get failing(): number {
    return this.failingTargets.size;
  }

  /** The last refresh that ended was refused for the credentials, and none has succeeded since. */
  get isRefused(): boolean {
    return this.succeededAt === null && this.lastFailure === 'UPSTREAM_ACCESS_DENIED';
  }

  /** @param startedAt - a success that began before the pause says nothing about the time since */
  succeeded(state: TargetState, startedAt: EpochMs): void {
    this.succeededAt = Math.max(this.succeededAt ?? 0, startedAt);
    state.failures = 0;
    state.notBefore = 0;
    this.noteRecovered(state);
    this.failedInARow.clear();
    if (this.isSincePause(startedAt)) this.pace = USUAL;
  }

  /** @param targets - how many there are in all */
  failed(state: TargetState, { error, startedAt }: Failure, targets: number): void {
    const { clock, random } = this.settings;
    if (!isUnsent(error)) state.failures += 1;
    this.lastFailure = codeOf(error);
    state.notBefore = clock.now() + targetBackoffMs(error, Math.max(1, state.failures), random());
    this.noteFailing(state, error);
    if (isOfAws(error)) this.failedInARow.add(state);
    const isOfMost = isOfAws(error) && this.failedInARow.size > targets * MOST;
    if ((isOfAccount(error) || isOfMost) && this.isSincePause(startedAt)) this.pause(error);
  }

  forget(state: TargetState): void {
    this.failedInARow.delete(state);
    this.noteRecovered(state);
  }

  private pause(error: unknown): void {
    const { clock, random } = this.settings;
    const pauses = this.pace.kind === 'probing' ? this.pace.pauses + 1 : 1;
    const since = clock.now();
    this.pace = { kind: 'probing', pauses, since, until: since + pauseMs(error, pauses, random()) };
  }

  /** Refreshes that fail while they are under way together count as one failure. */
  private isSincePause(startedAt: EpochMs): boolean {
    return this.pace.kind === 'usual' || startedAt >= this.pace.since;
  }

  /** Reports each change of state once. */
  private noteFailing(state: TargetState, error: unknown): void {
    const facts = { ...this.at, target: state.id, code: codeOf(error), err: error };
    if (this.failing === 0) this.settings.log.warn(facts, 'poller: refreshes are failing');
    this.failingTargets.add(state);
  }

  private noteRecovered(state: TargetState): void {
    if (this.failingTargets.delete(state) && this.failing === 0)
      this.settings.log.info({ ...this.at }, 'poller: every refresh succeeds again');
  }
}
