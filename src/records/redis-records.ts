import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.js';
import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { StreamReader } from '../redis/stream-reader.js';
import { cannotStore } from './cannot-store.js';
import { HeldRecords, idOf, toRecord } from './held-records.js';
import type { RecordChange, StoredRecord } from './port.js';
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

/** While what Redis tells cannot be taken, it is asked so often. */
const DEAF_MS = 50;
/** Redis may lose data again while what it lost before is given back. */
const ATTEMPTS = 5;

/** The records that several instances share. Each holds all of them in memory, and changes them in Redis first. */
export class RedisRecords extends HeldRecords {
  private readonly mirror: RecordMirror;
  private readonly reader: StreamReader;

  constructor(private readonly settings: Settings) {
    super();
    const { url, link, names, log } = settings;
    this.mirror = new RecordMirror(this, link, names);
    this.reader = new StreamReader({
      ...{ url, log, stream: names.recordCommits },
      after: () => `${this.mirror.position}-0`,
      onEntries: async (entries) => {
        if (!this.mirror.apply(entries)) await this.catchUp();
      },
      onQuiet: () => this.catchUp(),
    });
    link.onChange((isUp) => {
      if (isUp) void this.mirror.catchUp();
    });
    if (link.isUp) void this.mirror.catchUp();
    this.reader.start();
  }

  async commit(
    changes: readonly RecordChange[],
    fencingToken?: number,
  ): Promise<readonly (StoredRecord | null)[] | null> {
    if (changes.length === 0) return [];
    try {
      const entry = await this.store(changes, fencingToken);
      await this.mirror.catchUp(); // if Redis is away by now, the reader does it later
      return entry && toRecords(entry);
    } catch (error) {
      throw error instanceof RedisGone ? cannotStore(error) : error;
    }
  }

  /** Resolves when it holds what Redis holds, or after `patienceMs` without Redis. */
  async ready(patienceMs: number): Promise<void> {
    const givesUpAt = performance.now() + patienceMs;
    while (!this.mirror.isReady && performance.now() < givesUpAt) await pause(20);
  }

  close(): void {
    this.reader.close();
  }

  private async catchUp(): Promise<void> {
    const { link } = this.settings;
    if (!link.isUp || !(await this.mirror.catchUp())) await pause(DEAF_MS, undefined, { ref: false });
  }

  /** Names and records by turns; null: an expectation does not hold. @throws RedisGone */
  private async store(changes: readonly RecordChange[], fencingToken: number | undefined) {
    const { link, names, lease } = this.settings;
    const keys = [names.recordHead, names.records, names.recordCommits, names.fencingTokens];
    const args = changes.flatMap(({ kind, key, value, expected }) => [
      idOf({ kind, key }),
      expected === undefined ? '*' : (expected ?? '-'),
      value === null ? '' : JSON.stringify(value),
    ]);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const known = [this.mirror.epoch, randomBytes(8).toString('hex'), this.mirror.position];
      const reply = await link.run(COMMIT, keys, [...known, lease, fencingToken ?? '', ...args]);
      const [outcome, ...entry] = reply as string[];
      if (outcome !== 'LOST') return outcome === 'STORED' ? entry : null;
      await this.mirror.catchUp();
    }
    throw new RedisGone('It loses what is written.');
  }
}

function toRecords(entry: readonly string[]) {
  return entry.flatMap((name, index) => {
    const text = entry[index + 1];
    if (index % 2 === 1 || text === undefined) return [];
    return [text === '' ? null : toRecord(name, text)];
  });
}
