import type { Clock } from '../../clock.js';
import type { EpochMs } from '../../domain/model.js';
import { whenDue } from '../deadline.js';
import { noAnswer } from '../upstream-errors.js';

/** How one send ended. */
export type AttemptOutcome<T> =
  | { readonly isAnswered: true; readonly value: T }
  | { readonly isAnswered: false; readonly error: unknown; readonly isTimeout: boolean };

/** One send, ended at `dueAt` whether or not it heeds its signal. Never rejects. */
export async function attempt<T>(
  clock: Clock,
  dueAt: () => EpochMs,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<AttemptOutcome<T>> {
  const abort = new AbortController();
  let callOff = () => {};
  const late = new Promise<AttemptOutcome<T>>((resolve) => {
    callOff = whenDue(clock, dueAt, () => {
      resolve({ isAnswered: false, error: noAnswer(), isTimeout: true });
      abort.abort();
    });
  });
  return Promise.race([ended(send, abort.signal), late]).finally(callOff);
}

async function ended<T>(
  send: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<AttemptOutcome<T>> {
  try {
    return { isAnswered: true, value: await send(signal) };
  } catch (error) {
    return { isAnswered: false, error, isTimeout: false };
  }
}
