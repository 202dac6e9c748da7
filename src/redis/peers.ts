import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from './link.js';
import type { Names } from './names.js';
import { toScript } from './script.js';
import { SHARED_NOW } from './timeline.js';

interface Settings<Report> {
  readonly link: RedisLink;
  readonly names: Names;
  readonly self: string;
  /** What the others should know of this instance; survives JSON. */
  readonly report: () => Report;
  /** What this instance takes the shared time to be; null: it does not know. Default: it never does. */
  readonly belief?: () => number | null;
  /** Gets the shared time, in milliseconds. */
  readonly onTime?: (sharedMs: number, askedAtMs: number) => void;
  /** What `askedAtMs` is of. */
  readonly now: () => number;
}

/** How often an instance reports that it is alive. */
const BEAT_MS = 500;
/** Heard within this, an instance is alive. */
const ALIVE_MS = 5_000;
/** Heard within this, it may still be at work on its own, without Redis. */
export const MISSED_MS = 10_000;
/** Taken for granted by one that has never seen Redis. */
const UNKNOWN_COUNT = 3;
/** The reports of others are read every so many beats. */
const BEATS_PER_REPORT = 2;

/**
 * KEYS: peers, interests, timeline, applied. ARGV: self, ms that count as alive, ms after which one is forgotten, word or
 * '', the shared time as this instance believes or ''. Answers the living, how many there are in all, the time, and if
 * a word was given, the word of each instance.
 */
const BEAT = toScript(`${SHARED_NOW}
local now = shared_now(KEYS[3], tonumber(ARGV[5]), ARGV[5] == '')
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
  redis.call('HDEL', KEYS[4], gone)
end
redis.call('ZADD', KEYS[1], string.format('%.3f', now), ARGV[1])
local words = {}
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
  words = redis.call('HGETALL', KEYS[2])
end
return {redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[2], '+inf'), redis.call('ZCARD', KEYS[1]), string.format('%.3f', now), words}
`);

/** The instances that share a Redis. */
export class Peers<Report> {
  private living: readonly string[];
  private known = UNKNOWN_COUNT;
  private reports: ReadonlyMap<string, Report> = new Map();
  private beats = 0;
  private said: number | null = null;
  private readonly isOver = new AbortController();

  constructor(private readonly settings: Settings<Report>) {
    this.living = [settings.self];
  }

  /** The name of this one. */
  get self(): string {
    return this.settings.self;
  }

  /** Those heard lately, this one too, as of the last answer of Redis. */
  alive(): readonly string[] {
    return this.living;
  }

  /** How many may be at work, seen by Redis or not; at least 1. */
  count(): number {
    return this.known;
  }

  /** What each of the others reported of itself, by name. */
  others(): ReadonlyMap<string, Report> {
    return this.reports;
  }

  /** When this one last reported that it is alive, by the clock given; Redis may not have heard it. Null: never. */
  saidAt(): number | null {
    return this.said;
  }

  /** Resolves when it has been heard, or Redis is away. */
  async start(): Promise<void> {
    await this.beat();
    void this.run();
  }

  /** Reports now, instead of within a second. */
  async publish(): Promise<void> {
    this.beats = 0;
    await this.beat();
  }

  /** Leaves at once, instead of being missed. */
  async close(): Promise<void> {
    const { link, names, self } = this.settings;
    this.isOver.abort();
    const leave = link.call((redis) =>
      redis.multi().zrem(names.peers, self).hdel(names.interests, self).hdel(names.applied, self).exec(),
    );
    await leave.catch(() => {}); // then it is missed
  }

  private async run(): Promise<void> {
    const { signal } = this.isOver;
    while (!signal.aborted) {
      await pause(BEAT_MS, undefined, { ref: false, signal }).catch(() => {});
      if (!signal.aborted) await this.beat();
    }
  }

  private async beat(): Promise<void> {
    const { link, names, self, report: say, belief = () => null, onTime, now } = this.settings;
    const report = this.beats % BEATS_PER_REPORT === 0 ? JSON.stringify(say()) : '';
    this.beats += 1;
    try {
      const startedAt = now();
      if (link.isUp) this.said = startedAt;
      const args = [self, ALIVE_MS, MISSED_MS, report, belief() ?? ''];
      const keys = [names.peers, names.interests, names.timeline, names.applied];
      const reply = await link.run(BEAT, keys, args);
      const [alive, all, time, reports] = reply as [string[], number, string, string[]];
      onTime?.(Number(time), startedAt);
      this.living = alive;
      this.known = all;
      if (report !== '') this.reports = this.reportsOfOthers(reports);
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
    }
  }

  /** @param reports - names and reports by turns */
  private reportsOfOthers(reports: readonly string[]): ReadonlyMap<string, Report> {
    const pairs = reports.flatMap((name, index) =>
      index % 2 === 0 && name !== this.self
        ? [[name, JSON.parse(reports[index + 1] ?? '') as Report] as const]
        : [],
    );
    return new Map(pairs);
  }
}
