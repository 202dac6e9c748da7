import { type AccountRegion, accountRegionKey, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Log } from '../log.js';
import { createRefresh, type World } from '../refresh/refresh.js';
import type { CallContext, Reason } from '../upstream/port.js';
import { createInventory } from './first-inventory.js';
import { createHealth } from './health.js';
import type { Interests } from './interest.js';
import type { NextLook } from './next-refresh.js';
import { UNSPENT } from './pacing.js';
import { createMemories } from './poll-targets.js';
import { plan } from './refresh-plan.js';
import { giveBackWoken, type Memory, noteLook, takeWoken } from './target-state.js';
import { createAlarm } from './wake-up-timer.js';

export interface LoopSettings extends World {
  readonly log: Log;
  /** In [0, 1). */
  readonly random: () => number;
  readonly pollIntervalMs: number;
  readonly interests: Interests;
  /** Whether this instance polls there, asked before every plan. */
  readonly isMine: (at: AccountRegion) => boolean;
  readonly newCallContext: (deadlineAt: EpochMs, reason: Reason) => CallContext;
}

export interface AccountStatus extends AccountRegion {
  /** How late the most overdue look is that has not begun. */
  readonly lagMs: number;
  readonly inFlight: number;
  /** When the last look that succeeded began; null: none yet. */
  readonly lastSuccessAt: EpochMs | null;
  /** Targets (a project, or the list of projects) whose last look failed. */
  readonly failing: number;
  /** The last look that ended was refused for the credentials, and none has succeeded yet. */
  readonly isRefused: boolean;
  /** Whether this instance polls here. */
  readonly isMine: boolean;
  /** When it last made a plan, which is every second; null: not yet. */
  readonly plannedAt: EpochMs | null;
}

/** Looks at one account and region, for as long as it runs. */
export interface AccountLoop {
  start(): void;
  /** Resolves when no look is left. */
  stop(): Promise<void>;
  /** Something changed that the plan should know of. */
  thinkSoon(): void;
  wake(projectArn: ProjectArn, versionName: string): void;
  status(): AccountStatus;
}

/** The catalog changes without a word to the poller; so it thinks at least this often, which asks nobody. */
const LONGEST_THOUGHTLESS_MS = 1_000;
const MAX_IN_FLIGHT = 8;
/** After this a look is given up. */
const LOOK_DEADLINE_MS = 15_000;
/** The operation that looks at versions: the one whose rate is short. */
const LOOK_OPERATION = 'DescribeProjectVersions';
const USUAL_CALLS_PER_SECOND = 5;

export function createAccountLoop(at: AccountRegion, settings: LoopSettings): AccountLoop {
  const { upstream, clock, log, random, pollIntervalMs, isMine, newCallContext } = settings;
  const health = createHealth(at, settings);
  const memories = createMemories(at, { ...settings, onForget: health.forget });
  const noteInventory = createInventory(at, settings);
  const alarm = createAlarm(clock, thinkSafely);
  const refresh = createRefresh(settings);
  const inFlight = new Set<Promise<void>>();
  let pace = UNSPENT;
  let lagMs = 0;
  let plannedAt: EpochMs | null = null;

  function think(): EpochMs {
    const latestAt = clock.now() + Math.min(LONGEST_THOUGHTLESS_MS, pollIntervalMs);
    if (!isMine(at)) {
      memories.clearSettledWakes(); // or they would be repeated on the day when it is
      plannedAt = clock.now();
      lagMs = 0;
      return latestAt;
    }
    const shelves = memories.shelves();
    noteInventory(shelves);
    const next = plan({
      now: clock.now(),
      pollIntervalMs,
      callsPerSecond: callsPerSecond(),
      shelves,
      pace,
      freeLooks: (health.isProbing() ? 1 : MAX_IN_FLIGHT) - inFlight.size,
      pausedUntil: health.pausedUntil(),
    });
    ({ pace, lagMs } = next);
    plannedAt = clock.now();
    next.looks.forEach(begin);
    return Math.min(next.thinkAgainAt, latestAt);
  }

  /** One plan that fails must not be the last. */
  function thinkSafely(): EpochMs {
    try {
      return think();
    } catch (error) {
      log.error({ ...at, err: error }, 'poller: no plan');
      return clock.now() + LONGEST_THOUGHTLESS_MS;
    }
  }

  function callsPerSecond(): number {
    const isMineToSpend = (it: AccountRegion) => accountRegionKey(it) === accountRegionKey(at);
    const budget = upstream.budgets().find((it) => it.operation === LOOK_OPERATION && isMineToSpend(it));
    return budget?.limitPerSecond ?? USUAL_CALLS_PER_SECOND;
  }

  function begin(next: NextLook): void {
    const memory = memories.of(next);
    if (!memory) return;
    const ended = lookAt(memory, next).finally(() => {
      inFlight.delete(ended);
      alarm.ring();
    });
    inFlight.add(ended);
  }

  /** Never rejects. */
  async function lookAt(memory: Memory, { scope, lookClass, patienceMs }: NextLook): Promise<void> {
    const askedAt = clock.now();
    const woken = takeWoken(memory, scope);
    memory.inFlight.add(scope);
    try {
      await refresh(
        memory.target,
        scope,
        newCallContext(askedAt + LOOK_DEADLINE_MS, patienceMs === 0 ? 'woken' : lookClass),
      );
      noteLook(memory, scope, askedAt, random());
      health.succeeded(memory, askedAt);
    } catch (error) {
      giveBackWoken(memory, woken);
      health.failed(memory, { error, askedAt }, memories.count());
    } finally {
      memory.inFlight.delete(scope);
    }
  }

  return {
    start: alarm.start,
    async stop() {
      alarm.stop();
      await Promise.all(inFlight);
    },
    thinkSoon: alarm.ring,
    wake(projectArn, versionName) {
      memories.wake(projectArn, versionName);
      alarm.ring();
    },
    status: () => ({
      ...at,
      lagMs,
      inFlight: inFlight.size,
      lastSuccessAt: health.lastSuccessAt(),
      failing: health.failing(),
      isRefused: health.isRefused(),
      isMine: isMine(at),
      plannedAt,
    }),
  };
}
