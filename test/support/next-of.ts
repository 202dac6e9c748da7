import type { EventPayload, Subscription } from '../../src/server/subscriptions/subscription.js';

/** The next event of a subscription; null at its end. */
export function nextOf(subscription: Subscription): Promise<EventPayload | null> {
  return new Promise((resolve, reject) => subscription.requestNext({ take: resolve, fail: reject }));
}
