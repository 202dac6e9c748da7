import type { Route } from '../http/http-server.js';
import { Connections } from './connections.js';
import { SocketAdmission } from './socket-admission.js';
import { EventStreams } from './sse.js';
import { SubscriptionEngine, type TransportOptions } from './subscription-engine.js';
import { type Upgrade, WebSockets } from './websocket-upgrade.js';

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
  const connections = new Connections(clock);
  const engine = new SubscriptionEngine(options);
  const admission = new SocketAdmission();
  const webSockets = new WebSockets(connections, admission, { ...options, engine });
  const eventStreams = new EventStreams(connections, { ...options, engine });
  return {
    upgrade: (request, socket, head) => webSockets.upgrade(request, socket, head),
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
