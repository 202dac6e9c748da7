import { setTimeout as pause } from 'node:timers/promises';
import { RedisGone, type RedisLink } from './link.js';
import type { Names } from './names.js';
import { toScript } from './script.js';

/** The instances that share a Redis. */
export interface Peers<Word> {
  /** The name of this one. */
  readonly self: string;
  /** Those heard lately, this one too, as of the last time that Redis could be asked. */
  living(): readonly string[];
  /** How many may be at work, seen by Redis or not; at least 1. */
  count(): number;
  /** What each of the others said of itself, by name. */
  others(): ReadonlyMap<string, Word>;
  /** Resolves when it has been heard, or Redis is away. */
  start(): Promise<void>;
  /** Now, what else is said within a second. */
  tell(): Promise<void>;
  /** Leaves at once, instead of being missed. */
  close(): Promise<void>;
}

interface Settings<Word> {
  readonly link: RedisLink;
  readonly names: Names;
  readonly self: string;
  /** What the others should know of this instance; survives JSON. */
  readonly say: () => Word;
  /** Told what Redis's clock shows, milliseconds. */
  readonly onTime?: (redisMs: number, askedAtMs: number) => void;
  /** What `askedAtMs` is of. */
  readonly now: () => number;
}

/** How often an instance says that it is alive. */
const BEAT_MS = 500;
/** Heard within this, an instance is alive. */
const LIVING_MS = 5_000;
/** Heard within this, it may still be at work on its own, without Redis. */
export const MISSED_MS = 10_000;
/** Taken for granted by one that has never seen Redis. */
const UNKNOWN_COUNT = 3;
/** What others say is read every so many beats. */
const BEATS_PER_WORD = 2;

/**
 * KEYS: peers, interests. ARGV: self, ms that count as alive, ms after which one is forgotten, word or ''. Answers the
 * living, how many there are in all, the time, and if a word was given, who said what.
 */
const BEAT = toScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
local words = {}
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
  words = redis.call('HGETALL', KEYS[2])
end
return {redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[2], '+inf'), redis.call('ZCARD', KEYS[1]), tostring(now), words}
`);

export function createPeers<Word>({ link, names, self, say, onTime, now }: Settings<Word>): Peers<Word> {
  let living: readonly string[] = [self];
  let count = UNKNOWN_COUNT;
  let others: ReadonlyMap<string, Word> = new Map();
  let beats = 0;
  const isOver = new AbortController();

  async function beat(): Promise<void> {
    const word = beats % BEATS_PER_WORD === 0 ? JSON.stringify(say()) : '';
    beats += 1;
    try {
      const askedAt = now();
      const args = [self, LIVING_MS, MISSED_MS, word];
      const reply = await link.run(BEAT, [names.peers, names.interests], args);
      const [alive, all, time, words] = reply as [string[], number, string, string[]];
      onTime?.(Number(time), askedAt);
      living = alive;
      count = all;
      if (word !== '') others = wordsOfOthers(words);
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
    }
  }

  /** Names and words by turns. */
  function wordsOfOthers(words: readonly string[]): ReadonlyMap<string, Word> {
    const pairs = words.flatMap((name, index) =>
      index % 2 === 0 && name !== self ? [[name, JSON.parse(words[index + 1] ?? '') as Word] as const] : [],
    );
    return new Map(pairs);
  }

  async function run(): Promise<void> {
    while (!isOver.signal.aborted) {
      await pause(BEAT_MS, undefined, { ref: false, signal: isOver.signal }).catch(() => {});
      if (!isOver.signal.aborted) await beat();
    }
  }

  return {
    self,
    living: () => living,
    count: () => count,
    others: () => others,
    async start() {
      await beat();
      void run();
    },
    async tell() {
      beats = 0;
      await beat();
    },
    async close() {
      isOver.abort();
      const leave = link.call((redis) =>
        redis.multi().zrem(names.peers, self).hdel(names.interests, self).exec(),
      );
      await leave.catch(() => {}); // then it is missed
    },
  };
}
