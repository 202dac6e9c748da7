import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { connect } from './connection.js';
import { runScript, type Script } from './script.js';

/** Redis could not be asked, or did not answer in time. Whether it did what it was asked is unknown. */
export class RedisGone extends Error {}

/** The connection that all commands of this process share; one that blocks would hold up the others. */
export interface RedisLink {
  /** False from the first command that fails until a new connection is ready. While it is, `call` fails at once. */
  readonly isUp: boolean;
  /** @throws RedisGone, and nothing else */
  call<T>(use: (redis: Redis) => Promise<T>): Promise<T>;
  /** @throws RedisGone, and nothing else */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Told whenever it goes up or down. Must not throw. */
  onChange(listener: (isUp: boolean) => void): void;
  close(): Promise<void>;
}

interface Settings {
  readonly url: string;
  readonly log: Log;
  /** In [0, 1). */
  readonly random?: () => number;
  /** How long one command may take. Default 1 s. */
  readonly commandTimeoutMs?: number;
}

const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;
/** A connection that lasted so long begins its retries anew. */
const STEADY_MS = 5_000;
const QUIT_MS = 500;

export function createRedisLink(settings: Settings): RedisLink {
  const { url, log, random = Math.random, commandTimeoutMs = 1_000 } = settings;
  const listeners: ((isUp: boolean) => void)[] = [];
  let isUp = false;
  let isClosed = false;
  let upAt = 0;
  let retries = 0;
  /** Of this outage: once is enough. */
  let hasTold = false;

  const redis = connect(url, 'commands', {
    commandTimeout: commandTimeoutMs,
    retryStrategy: () => (isClosed ? null : nextRetryMs()),
  });

  function nextRetryMs(): number {
    const ms = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries);
    retries += 1;
    return ms / 2 + (random() * ms) / 2;
  }

  function tell(now: boolean): void {
    if (isUp === now || isClosed) return;
    isUp = now;
    hasTold = !now;
    if (now) upAt = Date.now();
    else if (Date.now() - upAt > STEADY_MS) retries = 0;
    for (const it of listeners) it(now);
  }

  /** One failure is enough: what hangs or refuses to write is not there for us, and a new connection will tell. */
  function lose(reason: string): void {
    if (isUp && !isClosed) log.warn({ reason }, 'redis: lost; this instance goes on alone');
    tell(false);
    if (redis.status === 'ready' && !isClosed) redis.disconnect(true);
  }

  redis.on('ready', () => {
    log.info({}, 'redis: connected');
    tell(true);
  });
  redis.on('error', (error) => {
    if (!isUp && !hasTold && !isClosed) log.warn({ reason: error.message }, 'redis: cannot be reached');
    hasTold = true;
  });
  redis.on('close', () => lose('the connection was closed'));

  async function call<T>(use: (redis: Redis) => Promise<T>): Promise<T> {
    if (!isUp) throw new RedisGone('Redis is not connected.');
    try {
      return await use(redis);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      lose(reason);
      throw new RedisGone(reason); // not its cause: that holds what was sent
    }
  }

  return {
    get isUp() {
      return isUp;
    },
    call,
    run: (script, keys, args) => call(() => runScript(redis, script, keys, args)),
    onChange: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true;
      isUp = false;
      const late = new Promise((resolve) => setTimeout(resolve, QUIT_MS).unref());
      if (redis.status === 'ready') await Promise.race([redis.quit().catch(() => {}), late]);
      redis.disconnect();
    },
  };
}
