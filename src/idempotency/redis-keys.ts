import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { createMemoryKeys, KEPT_MS, mismatch } from './memory-keys.js';
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

export interface RedisKeys extends IdempotencyKeys {
  start(): Promise<void>;
}

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
export function createRedisKeys({ link, names, clock, ownClock, self }: Settings): RedisKeys {
  const own = createMemoryKeys(ownClock);
  const records = new RedisKeyRecords(link, names, ownClock);
  const store = (since: EpochMs) => records.storeSince(since);
  const holder = new RedisKeyHolder({ link, names, clock: ownClock, self, store });

  async function onceOfAll<T>(
    key: string,
    fingerprint: string,
    act: (use: KeyUse) => Promise<T>,
    ownUse: KeyUse,
  ): Promise<T> {
    const name = names.idempotency(hashOf(key));
    const record = newRecord(name, hashOf(fingerprint), ownUse.earlier);
    const claimed = await claim(record);
    if ('answer' in claimed) return JSON.parse(claimed.answer) as T;
    const earlier = ownUse.earlier ?? claimed.earlier;
    const renewal = setInterval(() => void records.renew(record), RENEW_MS).unref();
    try {
      const result = await act(toUse(record, earlier, ownUse));
      await end(record, { answer: JSON.stringify(result) });
      return result;
    } catch (error) {
      await end(record, {});
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  function toUse(record: KeyRecord, earlier: Intent | null, ownUse: KeyUse): KeyUse {
    // A doubt is not kept: it may be over when the key is used again.
    if (earlier?.before) record.intent = JSON.stringify(earlier);
    return {
      earlier,
      async intend(intent) {
        await ownUse.intend(intent);
        record.intent = JSON.stringify(intent);
        const stored = await records.put(record);
        if (stored === 'TAKEN') throw twinRuns();
        if (stored === 'AWAY') await holder.missed();
      },
      async withdraw() {
        await ownUse.withdraw();
        record.intent = '';
      },
    };
  }

  async function end(record: KeyRecord, { answer = '' }: { answer?: string }): Promise<void> {
    Object.assign(record, { isRunning: false, answer });
    if (record.intent || answer) await records.put(record);
    else await records.drop(record);
  }

  async function claim({ name, fingerprint, use }: KeyRecord): Promise<Claimed> {
    const endsAt = ownClock.now() + LONGEST_WAIT_MS;
    const keys = [name, names.keyEnds, names.keyTime, names.keyHolders];
    for (let hasTwin = false; ; hasTwin = true) {
      const args = [fingerprint, use, RUN_MS, KEPT_MS, self, holder.said, SILENT_MS];
      const reply = (await records.run(CLAIM, keys, args)) as string[] | null;
      const [kind = 'YOURS', told = '', doubtedMs = ''] = reply ?? [];
      if (hasTwin && (reply === null || ownClock.now() > endsAt)) throw twinRuns();
      if (kind === 'MISMATCH') throw mismatch();
      if (kind === 'ANSWER') return { answer: told };
      if (kind === 'YOURS') return { earlier: told ? (JSON.parse(told) as Intent) : doubt(doubtedMs) };
      await pause(LOOK_MS);
    }
  }

  /** Null: it is certain that the key was not used before. */
  function doubt(doubtedMs: string): Intent | null {
    const ages = [holder.doubtedMs(), doubtedMs === '' ? null : Number(doubtedMs)].filter(
      (it) => it !== null,
    );
    return ages.length > 0 ? { at: clock.now() - Math.max(...ages), before: null } : null;
  }

  return {
    once: (key, fingerprint, act) =>
      own.once(key, fingerprint, (use) => onceOfAll(key, fingerprint, act, use)),
    start: () => holder.start(),
    close: () => holder.close(),
  };
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
