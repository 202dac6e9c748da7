import { randomUUID } from 'node:crypto';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import { type Clock, systemClock } from '../../src/clock.js';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import { GatewayError } from '../../src/domain/errors.js';
import type { IdempotencyKeys } from '../../src/idempotency/port.js';
import { RedisKeys } from '../../src/idempotency/redis-keys.js';
import { silentLog } from '../../src/log.js';
import { RedisLink } from '../../src/redis/link.js';
import type { Names } from '../../src/redis/names.js';
import { underKey } from '../../src/services/mutations/change-keys.js';
import { type Change, makeChange } from '../../src/services/mutations/one-change.js';
import type { MutationName } from '../../src/services/mutations/run-mutation.js';
import { AttachmentCache } from '../../src/services/reading/attachment-cache.js';
import { Reader } from '../../src/services/reading/reader.js';
import { createSession, type Services } from '../../src/services/session.js';
import type { Upstream } from '../../src/upstream/port.js';
import { UNPROTECTED } from '../support/open-pipeline.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

/** How a use of a key goes: whether AWS acts, and what the instance learns of it before it dies or goes on. */
export type Mood =
  | 'well'
  | 'dies before'
  | 'dies after'
  | 'answer lost'
  | 'answer lost, looks fail'
  | 'cut off';

/** 'died': the client got no answer. 'failed': it may ask again. */
export type Told = 'done' | 'refused' | 'unknown' | 'failed' | 'died';

/** Time that can be skipped: what waits for a death need not wait in truth. */
export interface SkippingClock extends Clock {
  skip(ms: number): void;
}

export function createSkippingClock(): SkippingClock {
  let skipped = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + skipped,
    wallNow: () => systemClock.wallNow() + skipped,
    skip(ms) {
      skipped += ms;
    },
  };
}

const CHANGES = new Set(['createProject', 'deleteProject', 'createModelVersion', 'startModelVersion']);
for (const it of ['stopModelVersion', 'copyModelVersion', 'deleteModelVersion']) CHANGES.add(it);
for (const it of ['putProjectPolicy', 'deleteProjectPolicy']) CHANGES.add(it);
const LOOKS = new Set(['describeProjects', 'describeModelVersions', 'listProjectPolicies']);

/** One gateway of several, as far as changes go: its own memory, its own way to Redis, one AWS for all. */
export class ChangingInstance {
  mood: Mood = 'well';
  isDead = false;
  private die = () => {};
  private readonly died = new Promise<'died'>((resolve) => {
    this.die = () => resolve('died');
  });

  private constructor(
    private readonly link: RedisLink,
    private readonly proxy: TcpProxy,
    private readonly keys: IdempotencyKeys,
    private readonly clock: Clock,
    private readonly upstream: Upstream,
  ) {}

  static async start(
    port: number,
    names: Names,
    clock: Clock,
    upstream: Upstream,
  ): Promise<ChangingInstance> {
    const proxy = await startTcpProxy(port);
    const link = new RedisLink({ url: `redis://127.0.0.1:${proxy.port}`, log: silentLog });
    const self = randomUUID();
    const keys = new RedisKeys({ link, names, clock, ownClock: clock, self });
    await until(() => link.isUp);
    await keys.start();
    return new ChangingInstance(link, proxy, keys, clock, upstream);
  }

  /** @returns what a client is told who uses this key here now */
  async use<B extends object, S, A>(
    name: MutationName,
    mood: Mood,
    declare: () => Change<B, S, A>,
  ): Promise<Told> {
    this.mood = mood;
    const session = createSession(this.services(), LOCAL_OWNER, {
      ...{ priority: 'interactive', deadlineAt: this.clock.now() + 60_000, requestId: 'test' },
      cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    });
    const made = underKey(session, { name, input: {} }, 'key', (use) =>
      makeChange(session, { use, guarded: (act) => act() }, declare()),
    ).then((): Told => 'done', toTold);
    const told = await Promise.race([made, this.died]);
    if (told === 'died') await this.bury();
    return told;
  }

  /** It goes on without Redis. */
  async cut(): Promise<void> {
    this.proxy.refuse(true);
    this.proxy.cut();
    await until(() => !this.link.isUp);
  }

  async heal(): Promise<void> {
    this.proxy.refuse(false);
    await until(() => this.link.isUp);
  }

  get isCut(): boolean {
    return !this.link.isUp;
  }

  /** Nothing of it reaches anybody any more. */
  private async bury(): Promise<void> {
    this.isDead = true;
    await this.link.close();
    await this.close();
  }

  async close(): Promise<void> {
    await this.keys.close();
    await this.link.close();
    await this.proxy.close();
  }

  private services(): Services {
    const { clock, keys } = this;
    const upstream = this.moody();
    const catalog = new MemoryCatalog({ clock, retentionMs: 3_600_000, maxEntries: 1_000 });
    const reading = { upstream, clock, readMaxAgeMs: 0, staleIfErrorMs: 60_000 };
    return {
      ...{ upstream, catalog, clock, keys, ...UNPROTECTED },
      reader: new Reader({ ...reading, catalog, onRead: () => {} }),
      attachments: new AttachmentCache(reading),
      onChanged: () => {},
      onSubscribed: () => () => {},
    };
  }

  /** AWS, as this instance meets it in its mood. */
  private moody(): Upstream {
    return new Proxy(this.upstream, {
      get: (upstream, name) => {
        const method: unknown = Reflect.get(upstream, name);
        if (typeof method !== 'function') return method;
        const call = (...args: unknown[]) => Reflect.apply(method, upstream, args) as Promise<unknown>;
        if (CHANGES.has(String(name))) return (...args: unknown[]) => this.change(() => call(...args));
        if (LOOKS.has(String(name))) return (...args: unknown[]) => this.look(() => call(...args));
        return call;
      },
    });
  }

  private hasSent = false;

  private async change(send: () => Promise<unknown>): Promise<unknown> {
    const forever = new Promise<never>(() => {});
    this.hasSent = true;
    if (this.mood === 'dies before') this.die();
    if (this.mood === 'dies before') return forever;
    if (this.mood === 'cut off') throw noAnswer();
    const answer = await send();
    if (this.mood === 'dies after') this.die();
    if (this.mood === 'dies after') return forever;
    if (this.mood !== 'well') throw noAnswer();
    return answer;
  }

  private async look(read: () => Promise<unknown>): Promise<unknown> {
    if (this.hasSent && this.mood === 'answer lost, looks fail') throw noAnswer();
    return read();
  }
}

function noAnswer(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'AWS did not answer in time.');
}

function toTold(error: unknown): Told {
  if (!(error instanceof GatewayError)) throw error;
  if (error.code === 'OUTCOME_UNKNOWN') return 'unknown';
  return error.isRefusal ? 'refused' : 'failed';
}
