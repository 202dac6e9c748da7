import { randomUUID } from 'node:crypto';
import type { Log } from '../log.js';
import type { Compaction } from './compaction.js';
import { type Engine, isCorrupt, type OpenEngine } from './engine.js';
import { joinCommits, type WaitingCommit } from './group-commit.js';
import { LazyRows, type Rows } from './lazy-rows.js';
import { type Commit, type Row, StorageDamaged, StorageUnavailable, type Store, type Write } from './port.js';
import { Reopening } from './reopening.js';

interface Settings {
  readonly engine: Engine;
  readonly open: OpenEngine;
  readonly createCompaction: (engine: () => Engine | null) => Compaction;
  /** Returns what to do about an error of the library, in words for an operator. */
  readonly explain: (error: unknown) => Error;
  readonly log: Log;
}

/** How long a lazy write waits at most while the store can be written. In milliseconds. */
const LAZY_MS = 30_000;
/** Names the process that has the folder: while the store is closed after a fault, another one may take it. */
const OWNER_KEY = 'owner';
const FAULT = 'it cannot be written; is the disk full?';
const TAKEN = 'another process has taken the folder; stop one of the two';

/** Without an engine: closed, or faulty until it could be opened again. */
export class DurableStore implements Store {
  fault: string | null = null;
  private engine: Engine | null;
  private readonly owner = randomUUID();
  private readonly compaction: Compaction;
  private waiting: WaitingCommit[] = [];
  private working: Promise<void> | null = null;
  private readonly lazy = new LazyRows();
  private isLazyDue = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly reopening: Reopening;

  constructor(private readonly settings: Settings) {
    this.engine = settings.engine;
    this.compaction = settings.createCompaction(() => this.engine);
    this.reopening = new Reopening(settings.open, (engine) => this.resume(engine));
  }

  /** From here on the folder is this process's. */
  async takeOver(): Promise<void> {
    await this.settings.engine.write({ rows: [[OWNER_KEY, this.owner]] });
  }

  async read(key: string): Promise<string | null> {
    const kept = this.lazy.get(key);
    if (kept !== undefined) return kept;
    try {
      return await this.opened().read(key);
    } catch (error) {
      throw this.readingError(error);
    }
  }

  async *scan(prefix: string): AsyncIterable<readonly Row[]> {
    try {
      yield* this.opened().scan(prefix);
    } catch (error) {
      throw this.readingError(error);
    }
  }

  async commit(commit: Commit): Promise<boolean> {
    this.opened();
    this.lazy.forget(commit);
    return new Promise((resolve, reject) => {
      this.waiting.push({ commit, resolve, reject });
      this.work();
    });
  }

  writeLazily(write: Write): void {
    this.lazy.add(write);
    if (this.engine !== null && this.lazy.size > 0)
      this.timer ??= setTimeout(() => this.workLazily(), LAZY_MS).unref();
  }

  damaged(what: string): Error {
    return this.settings.explain(new StorageDamaged(what));
  }

  async close(): Promise<void> {
    await this.reopening.stop();
    if (this.lazy.size > 0) this.workLazily();
    this.stopTimer();
    while (this.working !== null) await this.working;
    await this.compaction.stop();
    await this.engine?.close();
    this.engine = null;
  }

  private get hasWork(): boolean {
    return this.engine !== null && (this.waiting.length > 0 || this.isLazyDue);
  }

  private opened(): Engine {
    if (this.engine === null) throw new StorageUnavailable(this.fault ?? 'it is closed');
    return this.engine;
  }

  private readingError(error: unknown): Error {
    if (error instanceof StorageUnavailable) return error;
    if (error instanceof StorageDamaged || isCorrupt(error)) return this.settings.explain(error);
    return new StorageUnavailable('it cannot be read', { cause: error });
  }

  private workLazily(): void {
    this.stopTimer();
    this.isLazyDue = true;
    this.work();
  }

  private work(): void {
    this.working ??= this.workAll().finally(() => {
      this.working = null;
      if (this.hasWork) this.work(); // it came after the last check
    });
  }

  /** Never rejects. */
  private async workAll(): Promise<void> {
    await new Promise(setImmediate); // commits of one tick go together
    while (this.engine !== null && this.hasWork) await this.writeBatch(this.engine, this.waiting.splice(0));
  }

  private async writeBatch(engine: Engine, batch: readonly WaitingCommit[]): Promise<void> {
    const lazy: Rows = this.isLazyDue ? this.lazy.takeAll() : new Map();
    this.isLazyDue = false;
    try {
      const rows = new Map(lazy);
      const commits = batch.map((it) => it.commit);
      const areJoined = await joinCommits(commits, rows, (key) => engine.read(key));
      await this.write(engine, [...rows]);
      batch.forEach((it, index) => void it.resolve(areJoined[index] === true));
    } catch (error) {
      this.lazy.putBack(lazy);
      const failure = new StorageUnavailable(FAULT, { cause: error });
      for (const it of [...batch, ...this.waiting.splice(0)]) it.reject(failure);
      await this.breakDown(engine, error);
    }
  }

  private async write(engine: Engine, rows: (readonly [string, string | null])[]): Promise<void> {
    if (rows.length === 0) return;
    await engine.write({ rows });
    this.compaction.noteWrite(rows.reduce((sum, [key, value]) => sum + key.length + (value?.length ?? 0), 0));
  }

  /** After an error the library writes nothing more until it is opened again. */
  private async breakDown(engine: Engine, cause: unknown): Promise<void> {
    this.engine = null;
    this.fault = FAULT;
    this.stopTimer();
    this.settings.log.error({ err: cause }, 'storage: nothing can be stored; going on from memory');
    await engine.close().catch(() => {});
    this.reopening.begin();
  }

  /** What was kept in memory meanwhile is stored first. */
  private async resume(engine: Engine): Promise<void> {
    if ((await engine.read(OWNER_KEY)) !== this.owner) {
      this.fault = TAKEN;
      this.settings.log.error({}, `storage: ${TAKEN}`);
      return engine.close();
    }
    const kept = this.lazy.takeAll();
    try {
      await this.write(engine, [...kept, [OWNER_KEY, this.owner]]);
    } catch (error) {
      this.lazy.putBack(kept);
      throw error;
    }
    this.engine = engine;
    this.fault = null;
    this.writeLazily({ rows: [] }); // what came meanwhile
    this.settings.log.info({ rows: kept.size }, 'storage: can be written again');
  }

  private stopTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
