import type { Redis } from 'ioredis';
import { type Backoff, backoffMs } from '../backoff.js';
import type { Log } from '../log.js';
import { connect } from './connection.js';
import { createNames } from './names.js';
import { runScript, type Script } from './script.js';
import { toFacts, toRefusal, toTrouble } from './trouble.js';

/** Redis could not be reached, or did not answer in time. Whether the command ran is unknown. */
export class RedisGone extends Error {}

/** The connection that all commands of this process share; one that blocks would hold up the others. */
export interface RedisLink {
  /**
   * False from the first command that fails, or is refused, until a new connection takes writes: what cannot be written
   * to (full, a replica, still loading) is no use. While it is, `call` fails at once.
   */
  readonly isUp: boolean;
  /** The run of the server that was reached last: another after a restart or a failover; '' before the first. */
  readonly server: string;
  /** Why it is not up, as far as known, in a few words; null while it is. */
  readonly trouble: string | null;
  /** Why this Redis can never be used, and what to do; null: nothing speaks against it. */
  readonly refusal: string | null;
  /** @throws RedisGone, and nothing else */
  call<T>(use: (redis: Redis) => Promise<T>): Promise<T>;
  /** @throws RedisGone, and nothing else */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Called whenever it goes up or down. Must not throw. */
  onChange(listener: (isUp: boolean) => void): void;
  close(): Promise<void>;
}

interface Settings {
  readonly url: string;
  readonly log: Log;
  /** A key to try out whether Redis takes writes. */
  readonly probe?: string;
  /** In [0, 1). */
  readonly random?: () => number;
  /** How long one command may take. Default 1 s. */
  readonly commandTimeoutMs?: number;
}

const RECONNECT: Backoff = { firstMs: 50, longestMs: 2_000 };
/** A connection that lasted so long begins its retries anew. */
const STEADY_MS = 5_000;
const QUIT_MS = 500;
const PROBE_MS = 10_000;

export function createRedisLink(settings: Settings): RedisLink {
  const { url, log, probe = createNames().probe } = settings;
  const { random = Math.random, commandTimeoutMs = 1_000 } = settings;
  const listeners: ((isUp: boolean) => void)[] = [];
  let isUp = false;
  let isClosed = false;
  let upAt = 0;
  let retries = 0;
  let server = '';
  let refusal: string | null = null;
  let trouble: string | null = 'it was not reached yet';
  /** The trouble that was logged last: once is enough. */
  let toldTrouble: string | null = null;

  const redis = connect(url, 'commands', {
    commandTimeout: commandTimeoutMs,
    retryStrategy: () => (isClosed ? null : nextRetryMs()),
  });

  function nextRetryMs(): number {
    retries += 1;
    return backoffMs(RECONNECT, retries, random());
  }

  function setUp(now: boolean): void {
    if (isUp === now || isClosed) return;
    isUp = now;
    if (now) upAt = performance.now();
    else if (performance.now() - upAt > STEADY_MS) retries = 0;
    for (const it of listeners) it(now);
  }

  /** One failure is enough: a server that hangs or refuses writes counts as gone until a new connection works. */
  function lose(reason: string): void {
    if (isClosed) return;
    if (isUp) log.warn({ reason }, 'redis: lost; this instance goes on alone');
    else if (toldTrouble !== reason) log.warn({ reason }, 'redis: cannot be used');
    trouble = toTrouble(reason);
    toldTrouble = reason;
    setUp(false);
    if (redis.status === 'ready') redis.disconnect(true);
  }

  /** A server that answers is not one that stores. */
  async function tryOut(): Promise<void> {
    try {
      const facts = toFacts(await redis.info('server'));
      refusal = toRefusal(facts);
      if (refusal) return lose(refusal);
      await redis.set(probe, '', 'PX', PROBE_MS);
      server = facts.get('run_id') ?? '';
      log.info({}, 'redis: connected');
      [trouble, toldTrouble] = [null, null];
      setUp(true);
    } catch (error) {
      lose(reasonOf(error));
    }
  }

  redis.on('ready', () => void tryOut());
  redis.on('error', (error) => lose(error.message));
  redis.on('close', () => {
    if (isUp) lose('the connection was closed');
  });

  async function call<T>(use: (redis: Redis) => Promise<T>): Promise<T> {
    if (!isUp) throw new RedisGone('Redis is not connected.');
    try {
      return await use(redis);
    } catch (error) {
      const reason = reasonOf(error);
      lose(reason);
      throw new RedisGone(reason); // not its cause: that holds what was sent
    }
  }

  return {
    get isUp() {
      return isUp;
    },
    get server() {
      return server;
    },
    get trouble() {
      return trouble;
    },
    get refusal() {
      return refusal;
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
