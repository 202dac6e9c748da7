import { RedisGone, type RedisLink } from '../redis/link.js';
import type { Names } from '../redis/names.js';
import { resultsOf } from '../redis/results-of.js';
import type { StreamEntry } from '../redis/stream-reader.js';
import { type HeldRecords, idOf, partsOf, toRecord } from './held-records.js';
import { GIVE_BACK } from './redis-record-scripts.js';

const PAGE_SIZE = 500;
/** Deletions that are remembered. A failover loses the newest seconds. */
const MAX_DELETED = 1_000;

/** Keeps the records of one instance as Redis has them, as of one commit. */
export class RecordMirror {
  private isLoaded = false;
  /** Names one life of the records in Redis; '' before anything was ever put. */
  private knownEpoch = '';
  /** The highest revision in it. */
  private revision = 0;
  /** Name → last revision: a failover may bring them back. */
  private readonly deleted = new Map<string, string>();

  constructor(
    private readonly held: HeldRecords,
    private readonly link: RedisLink,
    private readonly names: Names,
  ) {}

  get position(): number {
    return this.revision;
  }

  get epoch(): string {
    return this.knownEpoch;
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

  private applyOne([id, [, previous, , epoch, ...fields]]: StreamEntry): boolean {
    const revision = Number(id.split('-')[0]);
    if (epoch !== this.knownEpoch) return false;
    if (revision <= this.revision) return true;
    if (Number(previous) !== this.revision) return false;
    this.revision = revision;
    const pairs = toPairs(fields);
    for (const [name, text] of pairs) this.noteDeleted(name, text === '');
    this.held.apply(
      pairs.map(([name, text]) => ({
        ...partsOf(name),
        record: text === '' ? null : toRecord(name, text),
      })),
    );
    return true;
  }

  /** Called before it is applied. */
  private noteDeleted(name: string, isDeleted: boolean): void {
    const { kind, key } = partsOf(name);
    const known = this.held.get(kind, key)?.revision;
    this.deleted.delete(name);
    if (!isDeleted || known === undefined) return;
    this.deleted.set(name, known);
    const [oldest] = this.deleted.keys();
    if (this.deleted.size > MAX_DELETED && oldest !== undefined) this.deleted.delete(oldest);
  }

  /** False: it has to be loaded. */
  private async readOn(): Promise<boolean> {
    const { recordHead, recordCommits } = this.names;
    for (;;) {
      const replies = await this.link.call((redis) =>
        redis
          .multi()
          .hmget(recordHead, 'revision', 'epoch')
          .xrange(recordCommits, `(${this.revision}-0`, '+', 'COUNT', PAGE_SIZE)
          .exec(),
      );
      const [[revision, epoch], entries] = resultsOf(replies) as [(string | null)[], StreamEntry[]];
      const isOther = (epoch ?? '') !== this.knownEpoch;
      if (isOther && this.knownEpoch === '') return false;
      if (isOther || Number(revision ?? 0) < this.revision) await this.giveBack();
      if (isOther) return false;
      if (!this.apply(entries) || Number(revision ?? 0) < this.revision) return false;
      if (Number(revision ?? 0) === this.revision) return true;
      if (entries.length === 0) return false; // what is missing was trimmed
    }
  }

  private async load(): Promise<void> {
    const { recordHead, records } = this.names;
    const replies = await this.link.call((redis) =>
      redis.multi().hmget(recordHead, 'revision', 'epoch').hgetall(records).exec(),
    );
    const [[revision, epoch], stored] = resultsOf(replies) as [(string | null)[], Record<string, string>];
    const isOther = (epoch ?? '') !== this.knownEpoch;
    if (isOther && this.knownEpoch !== '' && (epoch ?? '') === '') return; // it is lost: to be given back first
    if (this.isLoaded && !isOther && Number(revision ?? 0) < this.revision) return; // it has gone on meanwhile
    this.isLoaded = true;
    this.knownEpoch = epoch ?? '';
    this.revision = Number(revision ?? 0);
    this.held.replace(Object.entries(stored).map(([name, text]) => toRecord(name, text)));
  }

  private async giveBack(): Promise<void> {
    const { recordHead, records, recordCommits } = this.names;
    const known = this.held.all().map((it) => [idOf(it), `${it.revision} ${JSON.stringify(it.value)}`]);
    await this.link.run(
      GIVE_BACK,
      [recordHead, records, recordCommits],
      [this.knownEpoch, this.revision, known.length, ...known.flat(), ...[...this.deleted.entries()].flat()],
    );
    await this.load();
  }
}

function toPairs(fields: readonly string[]): (readonly [name: string, text: string])[] {
  return fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? ''] as const] : []));
}
