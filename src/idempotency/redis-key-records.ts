import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import type { Script } from '../redis/script.js';
import { KEPT_MS, MAX_KEYS } from './memory-keys.js';
import { DROP, PUT } from './redis-key-scripts.js';

/** What this instance knows of one use of a key, whether Redis has it or not. */
export interface KeyRecord {
  readonly name: string;
  readonly fingerprint: string;
  /** Of this use of the key. */
  readonly use: string;
  /** JSON; '' for none. */
  intent: string;
  /** JSON; '' for none. */
  answer: string;
  isRunning: boolean;
  /** By this instance's own clock. */
  changedAt: EpochMs;
}

/** STORED, or TAKEN: another use of the key may act now, or has acted. AWAY: Redis cannot store now. */
type Stored = 'STORED' | 'TAKEN' | 'AWAY';

/** A use that acts renews its claim before this is over; after a death, another use may act. */
export const RUN_MS = 10_000;

/** What this instance has used keys for, kept in memory for a Redis that is away or loses it. */
export class RedisKeyRecords {
  private readonly records = new LRUCache<string, KeyRecord>({ max: MAX_KEYS });
  private readonly unstored = new Set<KeyRecord>();

  constructor(
    private readonly link: RedisLink,
    private readonly names: Names,
    /** This instance's own: an age does not change when the instances agree on another time. */
    private readonly clock: Clock,
  ) {}

  /** Remembers the record as it is now, and stores it if Redis can. */
  async put(record: KeyRecord): Promise<Stored> {
    record.changedAt = this.clock.now();
    this.records.set(record.name, record);
    this.unstored.add(record);
    return this.store(record);
  }

  /** Renews the use's claim. */
  async renew(record: KeyRecord): Promise<void> {
    if (record.isRunning) await this.store(record);
  }

  async drop(record: KeyRecord): Promise<void> {
    this.records.delete(record.name);
    this.unstored.delete(record);
    await this.run(DROP, [record.name, this.names.keyEnds], [record.use]);
  }

  /** Stores what Redis does not have, and what was changed since then. False: Redis is away. */
  async storeSince(since: EpochMs): Promise<boolean> {
    const all = Number.isFinite(since) ? [...this.records.values()] : [];
    const changed = all.filter(({ changedAt }) => changedAt >= since);
    for (const record of new Set([...this.unstored, ...changed]))
      if ((await this.store(record)) === 'AWAY') return false;
    return true;
  }

  /** Null: Redis is away. */
  async run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    try {
      return (await this.link.run(script, keys, args)) ?? [];
    } catch (error) {
      if (error instanceof RedisGone) return null;
      throw error;
    }
  }

  private async store(record: KeyRecord): Promise<Stored> {
    const { name, fingerprint, use, intent, answer, isRunning, changedAt } = record;
    const keepMs = Math.floor(Math.max(1, changedAt + KEPT_MS - this.clock.now()));
    const args = [fingerprint, use, isRunning ? RUN_MS : 0, keepMs, intent, answer];
    const reply = await this.run(PUT, [name, this.names.keyEnds, this.names.keyTime], args);
    if (reply === null) return 'AWAY';
    if (record.changedAt === changedAt) this.unstored.delete(record); // not if it has changed meanwhile
    return reply === 'TAKEN' ? 'TAKEN' : 'STORED';
  }
}
