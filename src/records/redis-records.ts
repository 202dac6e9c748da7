import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { createStreamReader } from '../redis/stream-reader.js';
import { cannotStore } from './cannot-store.js';
import type { RecordChange, RecordStore } from './port.js';
import { idOf, RecordState, toRecord } from './record-state.js';
import { RecordMirror } from './redis-mirror.js';
import { COMMIT } from './redis-record-scripts.js';

interface Settings {
  readonly url: string;
  readonly link: RedisLink;
  readonly names: Names;
  readonly log: Log;
  /** The lease whose fencing tokens come with commits: a store that has given it on refuses older ones at once. */
  readonly lease: string;
}

export interface RedisRecords extends RecordStore {
  /** Resolves when it holds what Redis holds, or after `patienceMs` without Redis. */
  ready(patienceMs: number): Promise<void>;
  close(): void;
}

/** While what Redis tells cannot be taken, it is asked so often. */
const DEAF_MS = 50;
/** Redis may lose data again while what it lost before is given back. */
const ATTEMPTS = 5;

/** The records that several instances share. Each holds all of them in memory, and changes them in Redis first. */
export function createRedisRecords({ url, link, names, log, lease }: Settings): RedisRecords {
  const state = new RecordState();
  const mirror = new RecordMirror(state, link, names);
  const keys = [names.recordHead, names.records, names.recordCommits, names.fencingTokens];
  const catchUp = async () => {
    if (!link.isUp || !(await mirror.catchUp())) await pause(DEAF_MS, undefined, { ref: false });
  };
  const reader = createStreamReader({
    ...{ url, log, stream: names.recordCommits },
    after: () => `${mirror.position}-0`,
    onEntries: async (entries) => {
      if (!mirror.apply(entries)) await catchUp();
    },
    onQuiet: catchUp,
  });

  /** Names and records by turns; null: an expectation does not hold. @throws RedisGone */
  async function store(changes: readonly RecordChange[], fencingToken: number | undefined) {
    const args = changes.flatMap(({ kind, key, value, expected }) => [
      idOf({ kind, key }),
      expected === undefined ? '*' : (expected ?? '-'),
      value === null ? '' : JSON.stringify(value),
    ]);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const known = [mirror.epoch, randomBytes(8).toString('hex'), mirror.position];
      const reply = await link.run(COMMIT, keys, [...known, lease, fencingToken ?? '', ...args]);
      const [outcome, ...entry] = reply as string[];
      if (outcome !== 'LOST') return outcome === 'STORED' ? entry : null;
      await mirror.catchUp();
    }
    throw new RedisGone('It loses what is written.');
  }

  link.onChange((isUp) => {
    if (isUp) void mirror.catchUp();
  });
  if (link.isUp) void mirror.catchUp();
  reader.start();

  return {
    get: (kind, key) => state.get(kind, key),
    list: (kind) => state.list(kind),
    subscribe: (kind, onChange) => state.subscribe(kind, onChange),
    async commit(changes, fencingToken) {
      if (changes.length === 0) return [];
      try {
        const entry = await store(changes, fencingToken);
        await mirror.catchUp(); // if Redis is away by now, the reader does it later
        return entry && toRecords(entry);
      } catch (error) {
        throw error instanceof RedisGone ? cannotStore(error) : error;
      }
    },
    async ready(patienceMs) {
      const givesUpAt = performance.now() + patienceMs;
      while (!mirror.isReady && performance.now() < givesUpAt) await pause(20);
    },
    close: reader.close,
  };
}

function toRecords(entry: readonly string[]) {
  return entry.flatMap((name, index) => {
    const text = entry[index + 1];
    if (index % 2 === 1 || text === undefined) return [];
    return [text === '' ? null : toRecord(name, text)];
  });
}
