import type { Route } from '../http/http-server.js';
import { createConnections } from './connections.js';
import { createSocketAdmission } from './socket-admission.js';
import { createEventStreams } from './sse.js';
import { createSubscriptionEngine, type TransportOptions } from './subscription-engine.js';
import { createWebSockets, type Upgrade } from './websocket-upgrade.js';

export interface Subscriptions {
  readonly upgrade: Upgrade;
  readonly eventStream: Route;
  /** Takes no more streams, ends those that are open over `spreadMs`, and resolves when all are gone. */
  drain(spreadMs: number): Promise<void>;
  stats(): SubscriptionStats;
}

interface SubscriptionStats {
  readonly webSockets: number;
  readonly eventStreams: number;
  readonly subscriptions: number;
  /** How many subscriptions were ended because their reader was too slow, since the start. */
  readonly slowConsumers: number;
}

/** Every way to follow events, and their common end. */
export function createSubscriptions(options: Omit<TransportOptions, 'engine'>): Subscriptions {
  const { clock } = options;
  const connections = createConnections(clock);
  const engine = createSubscriptionEngine(options);
  const admission = createSocketAdmission();
  const webSockets = createWebSockets(connections, admission, { ...options, engine });
  const eventStreams = createEventStreams(connections, { ...options, engine });
  return {
    upgrade: webSockets.upgrade,
    eventStream: eventStreams.route,
    drain(spreadMs) {
      const drained = connections.drain(spreadMs);
      admission.close();
      return drained;
    },
    stats: () => ({
      webSockets: webSockets.openCount,
      eventStreams: eventStreams.openCount,
      subscriptions: engine.openCount,
      slowConsumers: engine.slowCount,
    }),
  };
}
