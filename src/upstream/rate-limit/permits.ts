import type { AccountRegion } from '../../domain/arn.js';
import type { Budget } from '../../domain/budget.js';
import type { Priority } from '../port.js';

/**
 * The right to send, for one operation in one account and region. In memory it is this process's own; several
 * instances can share one. No method fails or waits long: an implementation that loses its store goes on alone.
 */
export interface Permits {
  /** The poller only gets one if others are left for requests, see `SPARE`. */
  acquire(priority: Priority): Promise<PermitResult>;
  /**
   * Milliseconds until a call could go that has `ahead` others before it, as far as known. At least the truth allows.
   */
  waitMs(ahead: number): number;
  budget(): Budget;
}

/** A permit, or the milliseconds after which to try again. */
export type PermitResult = { readonly permit: Permit } | { readonly permit: null; readonly waitMs: number };

/** Exactly one of its methods is called, once. */
export interface Permit {
  /** @param latencyMs - null: no answer came in time */
  answered(latencyMs: number | null): void;
  /** AWS answered that it was one too many. */
  throttled(latencyMs: number): void;
  /** Nothing was sent. */
  release(): void;
}

export type CreatePermits = (at: AccountRegion, operation: string, limitPerSecond: number) => Permits;
