import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { EpochMs } from '../domain/model.js';
import type { RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { HAS_ALL, LEAVE } from './key-doubt.js';
import { KEPT_MS } from './memory-keys.js';

/** How often an instance reports that Redis has all its keys. */
const SAY_MS = 500;
/** An instance that is silent for longer may have used keys that Redis does not have. */
export const SILENT_MS = 1_500;
/** So long after Redis is back, the others may still be storing what they used meanwhile. */
const RETURN_MS = 3_000;
/** A failover may lose what was written this long before it. */
const TAIL_MS = 60_000;

interface Settings {
  readonly link: RedisLink;
  readonly names: Names;
  /** This instance's own. */
  readonly clock: Clock;
  /** The name of this instance. */
  readonly self: string;
  /** Stores this instance's keys that are not stored, and all that were used since then. False: not possible now. */
  readonly store: (since: EpochMs) => Promise<boolean>;
}

/** What an instance said, and what time it was then, both by the time of keys; and when it was heard, by its own clock. */
interface Said {
  readonly said: number;
  readonly keyTime: number;
  readonly askedAt: EpochMs;
  readonly heardAt: EpochMs;
}

/**
 * Reports while all keys of this instance are on Redis, so that the others know when a key may have been used that
 * Redis does not have: while an instance is silent, and after Redis lost something.
 */
export class RedisKeyHolder {
  /** The last time that Redis took it. Null: it never has. */
  private last: Said | null = null;
  private backAt: EpochMs | null = null;
  /** Since when keys may be missing, of the outage that `backAt` ended. */
  private awaySince: EpochMs;
  private turn: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly settings: Settings) {
    this.awaySince = settings.clock.now() - KEPT_MS;
    settings.link.onChange((isUp) => this.onChange(isUp));
  }

  /** Resolves when it has said so for the first time, if Redis is there. */
  async start(): Promise<void> {
    this.timer = setInterval(() => this.say(), SAY_MS).unref();
    this.say();
    await this.turn;
  }

  /** For scripts; '' if this instance has never reported. */
  get said(): number | '' {
    return this.last?.said ?? '';
  }

  /** For so long keys may have been used that are not on Redis, as far as this instance can know alone; null: none. */
  doubtedMs(): number | null {
    const { link, clock } = this.settings;
    if (!link.isUp) return clock.now() - (this.last?.askedAt ?? this.awaySince);
    if (this.backAt === null || clock.now() - this.backAt > RETURN_MS) return null;
    return clock.now() - this.awaySince;
  }

  /** Resolves when every other instance that reaches Redis knows that this one may use keys without it. */
  async missed(): Promise<void> {
    const leftMs = this.last === null ? 0 : this.last.said + SILENT_MS - this.keyTime(this.last);
    if (leftMs > 0) await pause(Math.min(leftMs, SILENT_MS));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    const { link, names, self, store } = this.settings;
    if (link.isUp && (await store(Number.POSITIVE_INFINITY)))
      await link.run(LEAVE, [names.keyHolders], [self]).catch(() => {});
  }

  private onChange(isUp: boolean): void {
    const { clock } = this.settings;
    if (!isUp) {
      this.awaySince = (this.last?.askedAt ?? clock.now()) - TAIL_MS;
      return;
    }
    if (this.last !== null) this.backAt = clock.now();
    this.say();
  }

  /** One after the other: a report must be true when it is sent. */
  private say(): void {
    this.turn = this.turn.then(() => this.storeAndSay()).catch(() => {}); // Redis is away again; the next turn says it
  }

  private async storeAndSay(): Promise<void> {
    const { link, names, clock, self, store } = this.settings;
    if (!link.isUp || !this.timer) return;
    const isReturn = this.backAt !== null && clock.now() - this.backAt < RETURN_MS;
    if (!(await store(isReturn ? this.awaySince : Number.POSITIVE_INFINITY))) return;
    const askedAt = clock.now();
    const keyTime = this.last ? Math.floor(this.keyTime(this.last)) : '';
    const keys = [names.keyHolders, names.keyTime, names.keyEnds];
    const reply = await link.run(HAS_ALL, keys, [self, this.said, KEPT_MS, keyTime]);
    const [said, toldTime, lostMs] = reply as [string, string, string];
    const heardAt = clock.now();
    if (lostMs !== '') await store(askedAt - Number(lostMs) - SAY_MS);
    this.last = { said: Number(said), keyTime: Number(toldTime), askedAt, heardAt };
  }

  /** Never later than it is. */
  private keyTime({ keyTime, heardAt }: Said): number {
    return keyTime + this.settings.clock.now() - heardAt;
  }
}
