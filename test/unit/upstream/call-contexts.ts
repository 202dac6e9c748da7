import type { Clock } from '../../../src/clock.js';
import { type ErrorCode, GatewayError } from '../../../src/domain/errors.js';
import type { CallContext, Priority } from '../../../src/upstream/port.js';

export const AT = { accountId: '123456789012', region: 'us-east-1' };
export const ELSEWHERE = { accountId: '123456789012', region: 'eu-west-1' };

/** An ask made now; name only what the test is about. */
export function aCallContext(
  clock: Clock,
  { priority = 'interactive' as Priority, withinMs = 30_000 } = {},
): CallContext {
  return {
    priority,
    deadlineAt: clock.now() + withinMs,
    requestId: 'request',
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
  };
}

export function failure(code: ErrorCode): GatewayError {
  return new GatewayError(code, code);
}

/** Takes `ms` to answer. */
export function slowly<T>(clock: Clock, ms: number, answer: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    clock.after(ms, () => {
      try {
        resolve(answer());
      } catch (error) {
        reject(error);
      }
    });
  });
}

export interface Noted {
  /** When it settled, milliseconds since `noteOutcome`. Undefined: pending. */
  settledMs?: number;
  code?: ErrorCode;
  retryAfterMs?: number | undefined;
  value?: unknown;
}

/** Writes down how a call ends and when. */
export function noteOutcome(clock: Clock, call: Promise<unknown>): Noted {
  const startedAt = clock.now();
  const noted: Noted = {};
  call.then(
    (value) => Object.assign(noted, { settledMs: clock.now() - startedAt, value }),
    (error: GatewayError) => {
      const { code, details } = error;
      Object.assign(noted, {
        settledMs: clock.now() - startedAt,
        code,
        retryAfterMs: details.retryAfterMs,
      });
    },
  );
  return noted;
}
