import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { resultsOf } from '../redis/results-of.js';
import type { StreamEntry } from '../redis/stream-reader.js';
import { idOf, partsOf, type RecordState, toRecord } from './record-state.js';
import { GIVE_BACK } from './redis-record-scripts.js';

const PAGE_SIZE = 500;

/** Keeps the records of one instance as Redis has them, as of one commit. */
export class RecordMirror {
  private isLoaded = false;
  /** The highest revision in it. */
  private revision = 0;

  constructor(
    private readonly state: RecordState,
    private readonly link: RedisLink,
    private readonly names: Names,
  ) {}

  get position(): number {
    return this.revision;
  }

  get isReady(): boolean {
    return this.isLoaded;
  }

  /** Takes commits in their order. What is known already is passed over. False: one before them is missing. */
  apply(entries: readonly StreamEntry[]): boolean {
    return this.isLoaded && entries.every((it) => this.applyOne(it));
  }

  /** Resolves when it holds what Redis held at the call. False: Redis is away. */
  async catchUp(): Promise<boolean> {
    try {
      while (!(await this.readOn())) await this.load();
      return true;
    } catch (error) {
      if (error instanceof RedisGone) return false;
      throw error;
    }
  }

  private applyOne([id, [, previous, ...fields]]: StreamEntry): boolean {
    const revision = Number(id.split('-')[0]);
    if (revision <= this.revision) return true;
    if (Number(previous) !== this.revision) return false;
    this.revision = revision;
    this.state.apply(
      toPairs(fields).map(([name, text]) => ({
        ...partsOf(name),
        record: text === '' ? null : toRecord(name, text),
      })),
    );
    return true;
  }

  /** False: it has to be loaded. */
  private async readOn(): Promise<boolean> {
    const { recordHead, recordCommits } = this.names;
    for (;;) {
      const replies = await this.link.call((redis) =>
        redis
          .multi()
          .hget(recordHead, 'revision')
          .xrange(recordCommits, `(${this.revision}-0`, '+', 'COUNT', PAGE_SIZE)
          .exec(),
      );
      const [revision, entries] = resultsOf(replies) as [string | null, StreamEntry[]];
      if (Number(revision ?? 0) < this.revision) await this.giveBack();
      if (!this.apply(entries) || Number(revision ?? 0) < this.revision) return false;
      if (Number(revision ?? 0) === this.revision) return true;
      if (entries.length === 0) return false; // what is missing was trimmed
    }
  }

  private async load(): Promise<void> {
    const { recordHead, records } = this.names;
    const replies = await this.link.call((redis) =>
      redis.multi().hget(recordHead, 'revision').hgetall(records).exec(),
    );
    const [revision, stored] = resultsOf(replies) as [string | null, Record<string, string>];
    if (this.isLoaded && Number(revision ?? 0) < this.revision) return; // it has gone on meanwhile
    this.isLoaded = true;
    this.revision = Number(revision ?? 0);
    this.state.replace(Object.entries(stored).map(([name, text]) => toRecord(name, text)));
  }

  private async giveBack(): Promise<void> {
    const { recordHead, records, recordCommits } = this.names;
    const known = this.state.all().flatMap((it) => [idOf(it), `${it.revision} ${JSON.stringify(it.value)}`]);
    await this.link.run(GIVE_BACK, [recordHead, records, recordCommits], [this.revision, ...known]);
    await this.load();
  }
}

function toPairs(fields: readonly string[]): (readonly [name: string, text: string])[] {
  return fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? ''] as const] : []));
}
