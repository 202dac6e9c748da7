import type { Redis } from 'ioredis';
import { type Backoff, backoffMs } from '../backoff.js';
import type { Log } from '../log.js';
import { connect } from './connection.js';
import { createNames } from './names.js';
import { runScript, type Script } from './script.js';
import { toFacts, toRefusal, toTrouble } from './trouble.js';

/** Redis could not be reached, or did not answer in time. Whether the command ran is unknown. */
export class RedisGone extends Error {}

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

/** The connection that all commands of this process share; one that blocks would hold up the others. */
export class RedisLink {
  private readonly redis: Redis;
  private readonly probe: string;
  private readonly listeners: ((isUp: boolean) => void)[] = [];
  private isUsable = false;
  private isClosed = false;
  /** The connection is being closed: each further word to it costs a listener, until it is gone. */
  private isLeaving = false;
  private upAt = 0;
  private retries = 0;
  private runId = '';
  private whyNever: string | null = null;
  private whyNotUp: string | null = 'it was not reached yet';
  /** The trouble that was logged last: once is enough. */
  private toldTrouble: string | null = null;

  constructor(private readonly settings: Settings) {
    const { url, probe = createNames().probe, commandTimeoutMs = 1_000 } = settings;
    this.probe = probe;
    this.redis = connect(url, 'commands', {
      commandTimeout: commandTimeoutMs,
      retryStrategy: () => (this.isClosed ? null : this.nextRetryMs()),
    });
    this.redis.on('ready', () => void this.tryOut());
    this.redis.on('error', (error) => this.lose(error.message));
    this.redis.on('close', () => {
      this.isLeaving = false;
      if (this.isUsable) this.lose('the connection was closed');
    });
  }

  /**
   * False from the first command that fails, or is refused, until a new connection takes writes: what cannot be written
   * to (full, a replica, still loading) is no use. While it is, `call` fails at once.
   */
  get isUp(): boolean {
    return this.isUsable;
  }

  /** The run of the server that was reached last: another after a restart or a failover; '' before the first. */
  get server(): string {
    return this.runId;
  }

  /** Why it is not up, as far as known, in a few words; null while it is. */
  get trouble(): string | null {
    return this.whyNotUp;
  }

  /** Why this Redis can never be used, and what to do; null: nothing speaks against it. */
  get refusal(): string | null {
    return this.whyNever;
  }

  /** @throws RedisGone, and nothing else */
  async call<T>(use: (redis: Redis) => Promise<T>): Promise<T> {
    if (!this.isUsable) throw new RedisGone('Redis is not connected.');
    try {
      return await use(this.redis);
    } catch (error) {
      const reason = reasonOf(error);
      this.lose(reason);
      throw new RedisGone(reason); // not its cause: that holds what was sent
    }
  }

  /** @throws RedisGone, and nothing else */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    return this.call((redis) => runScript(redis, script, keys, args));
  }

  /** Called whenever it goes up or down. Must not throw. */
  onChange(listener: (isUp: boolean) => void): void {
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.isUsable = false;
    const late = new Promise((resolve) => setTimeout(resolve, QUIT_MS).unref());
    if (this.redis.status === 'ready') await Promise.race([this.redis.quit().catch(() => {}), late]);
    this.redis.disconnect();
  }

  private nextRetryMs(): number {
    this.retries += 1;
    return backoffMs(RECONNECT, this.retries, (this.settings.random ?? Math.random)());
  }

  /** A server that answers is not one that stores. */
  private async tryOut(): Promise<void> {
    try {
      const facts = toFacts(await this.redis.info('server'));
      this.whyNever = toRefusal(facts);
      if (this.whyNever) return this.lose(this.whyNever);
      await this.redis.set(this.probe, '', 'PX', PROBE_MS);
      this.runId = facts.get('run_id') ?? '';
      this.settings.log.info({}, 'redis: connected');
      [this.whyNotUp, this.toldTrouble] = [null, null];
      this.setUp(true);
    } catch (error) {
      this.lose(reasonOf(error));
    }
  }

  /** One failure is enough: a server that hangs or refuses writes counts as gone until a new connection works. */
  private lose(reason: string): void {
    if (this.isClosed) return;
    const { log } = this.settings;
    if (this.isUsable) log.warn({ reason }, 'redis: lost; this instance goes on alone');
    else if (this.toldTrouble !== reason) log.warn({ reason }, 'redis: cannot be used');
    this.whyNotUp = toTrouble(reason);
    this.toldTrouble = reason;
    this.setUp(false);
    if (this.redis.status !== 'ready' || this.isLeaving) return;
    this.isLeaving = true;
    this.redis.disconnect(true);
  }

  private setUp(now: boolean): void {
    if (this.isUsable === now || this.isClosed) return;
    this.isUsable = now;
    if (now) this.upAt = performance.now();
    else if (performance.now() - this.upAt > STEADY_MS) this.retries = 0;
    for (const it of this.listeners) it(now);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
