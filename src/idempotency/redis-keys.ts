import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { KEPT_MS, MemoryKeys, mismatch } from './memory-keys.js';
import type { IdempotencyKeys, Intent, KeyUse } from './port.js';
import { RedisKeyHolder, SILENT_MS } from './redis-key-holder.js';
import { type KeyRecord, RedisKeyRecords, RUN_MS } from './redis-key-records.js';
import { CLAIM } from './redis-key-scripts.js';

const RENEW_MS = 2_500;
/** How often a twin on another instance checks for the answer. */
const LOOK_MS = 50;
/** A client waits 25 s; the twin that waits must answer before. */
const LONGEST_WAIT_MS = 20_000;

/** What a key is good for now: an answer, or it may be acted with. */
type Claimed = { readonly answer: string } | { readonly earlier: Intent | null };

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  /** Shared by all instances: what an intent's time is of. */
  readonly clock: Clock;
  /** Of this instance alone, for how long ago something was: the shared one may be moved. */
  readonly ownClock: Clock;
  /** The name of this instance. */
  readonly self: string;
}

/** Keys of all instances on one Redis. While it is away they hold within each instance, and reach it when it is back. */
export class RedisKeys implements IdempotencyKeys {
  private readonly own: IdempotencyKeys;
  private readonly records: RedisKeyRecords;
  private readonly holder: RedisKeyHolder;

  constructor(private readonly settings: Settings) {
    const { link, names, ownClock: clock, self } = settings;
    this.own = new MemoryKeys(clock);
    this.records = new RedisKeyRecords(link, names, clock);
    const store = (since: EpochMs) => this.records.storeSince(since);
    this.holder = new RedisKeyHolder({ link, names, clock, self, store });
  }

  once<T>(key: string, fingerprint: string, act: (use: KeyUse) => Promise<T>): Promise<T> {
    return this.own.once(key, fingerprint, (use) => this.onceOfAll(key, fingerprint, act, use));
  }

  start(): Promise<void> {
    return this.holder.start();
  }

  close(): Promise<void> {
    return this.holder.close();
  }

  private async onceOfAll<T>(
    key: string,
    fingerprint: string,
    act: (use: KeyUse) => Promise<T>,
    ownUse: KeyUse,
  ): Promise<T> {
    const name = this.settings.names.idempotency(hashOf(key));
    const record = newRecord(name, hashOf(fingerprint), ownUse.earlier);
    const claimed = await this.claim(record);
    if ('answer' in claimed) return JSON.parse(claimed.answer) as T;
    const earlier = ownUse.earlier ?? claimed.earlier;
    const renewal = setInterval(() => void this.records.renew(record), RENEW_MS).unref();
    try {
      const result = await act(this.toUse(record, earlier, ownUse));
      await this.end(record, { answer: JSON.stringify(result) });
      return result;
    } catch (error) {
      await this.end(record, {});
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  private async claim({ name, fingerprint, use }: KeyRecord): Promise<Claimed> {
    const { names, ownClock, self } = this.settings;
    const endsAt = ownClock.now() + LONGEST_WAIT_MS;
    const keys = [name, names.keyEnds, names.keyTime, names.keyHolders];
    for (let hasTwin = false; ; hasTwin = true) {
      const args = [fingerprint, use, RUN_MS, KEPT_MS, self, this.holder.said, SILENT_MS];
      const reply = (await this.records.run(CLAIM, keys, args)) as string[] | null;
      const [kind = 'YOURS', told = '', doubtedMs = ''] = reply ?? [];
      if (hasTwin && (reply === null || ownClock.now() > endsAt)) throw twinRuns();
      if (kind === 'MISMATCH') throw mismatch();
      if (kind === 'ANSWER') return { answer: told };
      if (kind === 'YOURS') return { earlier: told ? (JSON.parse(told) as Intent) : this.doubt(doubtedMs) };
      await pause(LOOK_MS);
    }
  }

  /** Null: it is certain that the key was not used before. */
  private doubt(doubtedMs: string): Intent | null {
    const ages = [this.holder.doubtedMs(), doubtedMs === '' ? null : Number(doubtedMs)].filter(
      (it) => it !== null,
    );
    return ages.length > 0 ? { at: this.settings.clock.now() - Math.max(...ages), before: null } : null;
  }

  private toUse(record: KeyRecord, earlier: Intent | null, ownUse: KeyUse): KeyUse {
    // A doubt is not kept: it may be over when the key is used again.
    if (earlier?.before) record.intent = JSON.stringify(earlier);
    return {
      earlier,
      intend: async (intent) => {
        await ownUse.intend(intent);
        record.intent = JSON.stringify(intent);
        const stored = await this.records.put(record);
        if (stored === 'TAKEN') throw twinRuns();
        if (stored === 'AWAY') await this.holder.missed();
      },
      withdraw: async () => {
        await ownUse.withdraw();
        record.intent = '';
      },
    };
  }

  private async end(record: KeyRecord, { answer = '' }: { answer?: string }): Promise<void> {
    Object.assign(record, { isRunning: false, answer });
    if (record.intent || answer) await this.records.put(record);
    else await this.records.drop(record);
  }
}

function newRecord(name: string, fingerprint: string, earlier: Intent | null): KeyRecord {
  const intent = earlier ? JSON.stringify(earlier) : '';
  const use = randomUUID();
  return { name, fingerprint, use, intent, answer: '', isRunning: true, changedAt: 0 };
}

/** Whether it has acted cannot be known now; acting again could do it twice. */
function twinRuns(): GatewayError {
  return new GatewayError(
    'UPSTREAM_UNAVAILABLE',
    'The first request with this idempotencyKey is not done yet. Ask again.',
    { retryAfterMs: 1_000 },
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
