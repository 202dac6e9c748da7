import type { Clock } from '../../clock.js';
import { whenDue } from '../deadline.js';
import type { CallContext } from '../port.js';
import { noAnswer, noPermitInTime } from '../upstream-errors.js';
import type { SharedCall } from './shared-call.js';

/** Default for `retryAfterMs`: the call's turn is near when others still wait for it, within a window of AWS's rate. */
const RETRY_AFTER_MS = 1000;

/** The shared answer, waited for at most until the caller's own deadline. */
export function waitFor<T>(
  clock: Clock,
  answer: Promise<T>,
  callContext: CallContext,
  shared: SharedCall,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = whenDue(
      clock,
      () => callContext.deadlineAt,
      () => reject(shared.sent ? noAnswer() : noPermitInTime(RETRY_AFTER_MS)),
    );
    answer.then(resolve, reject).finally(callOff);
  });
}
