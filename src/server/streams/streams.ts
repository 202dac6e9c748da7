import type { CreateContext } from '../operation.js';
import { createConnections } from './connections.js';
import type { ProtocolOptions } from './protocol.js';
import { createSubscriptionEngine } from './subscription.js';
import { createWebSockets, type Upgrade } from './websocket.js';

export interface Streams {
  readonly upgrade: Upgrade;
  /** Takes no more streams, ends those that are open over `spreadMs`, and resolves when all are gone. */
  drain(spreadMs: number): Promise<void>;
  stats(): StreamStats;
}

export interface StreamStats {
  readonly webSockets: number;
  readonly subscriptions: number;
}

/** Every way to follow events, and their common end. */
export function createStreams(
  options: Omit<ProtocolOptions, 'engine'> & { readonly createContext: CreateContext },
): Streams {
  const { schema, createContext, clock } = options;
  const connections = createConnections(clock);
  const engine = createSubscriptionEngine(schema, createContext, options);
  const webSockets = createWebSockets(connections, { ...options, engine });
  return {
    upgrade: webSockets.upgrade,
    drain: connections.drain,
    stats: () => ({ webSockets: webSockets.openCount, subscriptions: engine.openCount }),
  };
}
