import { Redis, type RedisOptions } from 'ioredis';

const CONNECT_TIMEOUT_MS = 2_000;
const KEEP_ALIVE_MS = 10_000;
const DISCONNECT_TIMEOUT_MS = 200;

/**
 * Nothing waits in a queue and nothing is sent twice: what was under way when a connection ended has failed, and its
 * sender decides. Errors go to the sender of the command; a connection that fails by itself tries again.
 *
 * @param url - may hold a password: never logged, nor any error of ioredis as a whole, which holds what was sent
 */
export function connect(url: string, name: string, options: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectionName: `custom-labels-gateway-${name}`,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: KEEP_ALIVE_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // After a failover the old primary answers READONLY: its connection leads to the wrong server.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    ...options,
  });
  redis.on('error', () => {}); // without a listener ioredis writes to the console
  return redis;
}
