import { GatewayError } from '../../domain/errors.js';
import type { Cursor } from '../../domain/event.js';
import type { Frame, Outlet } from './outlet.js';
import type { Prepared, Subscription } from './subscription.js';

/**
 * Sends every event until the subscription ends or the connection closes; the next one is taken from the log when the
 * network has the last one.
 * @throws GatewayError SLOW_CONSUMER if the peer takes nothing for too long, or the log no longer holds what comes next
 */
export async function deliver(
  subscription: Subscription,
  outlet: Outlet,
  toFrame: (prepared: Prepared) => Frame,
): Promise<void> {
  let failure: unknown = null;
  try {
    for (;;) {
      const prepared = await subscription.next();
      if (!prepared) return;
      const outcome = await outlet.send(toFrame(prepared));
      if (outcome === 'closed') return;
      if (outcome === 'stuck') throw takesNothing(prepared.cursor);
    }
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    subscription.end(failure);
  }
}

/** @param cursor - of the frame that still waits: who reads this error has read that */
function takesNothing(cursor: Cursor): GatewayError {
  const message = 'You read too slowly: nothing was taken for a long time. Resume after your last cursor.';
  return new GatewayError('SLOW_CONSUMER', message, { cursor });
}
