import type { Prepared, Subscription } from '../../src/server/subscriptions/subscription.js';

/** The next event of a subscription; null at its end. */
export function nextOf(subscription: Subscription): Promise<Prepared | null> {
  return new Promise((resolve, reject) => subscription.ask({ take: resolve, fail: reject }));
}
