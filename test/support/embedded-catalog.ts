import { type EmbeddedCatalog, openEmbeddedCatalog } from '../../src/catalog/embedded/embedded-catalog.js';
import type { LogBounds } from '../../src/catalog/log/log-bounds.js';
import type { Followed } from '../../src/catalog/port.js';
import type { EpochMs, ModelVersion } from '../../src/domain/model.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import type { Store } from '../../src/storage/port.js';
import { aModelVersion, aProjectArn } from './builders.js';
import { FailingDisk } from './failing-disk.js';
import { createTestClock } from './test-clock.js';

/** One folder, and a catalog on it that can be started again. */
export class RestartableCatalog {
  readonly disk = new FailingDisk();
  readonly projectArn = aProjectArn('cats');
  clock = createTestClock();
  store!: Store;
  catalog!: EmbeddedCatalog;

  constructor(
    readonly dataDir: string,
    private readonly bounds: LogBounds = { retentionMs: 86_400_000, maxEntries: 1_000 },
  ) {}

  async start(): Promise<void> {
    const { dataDir, disk, clock, bounds } = this;
    this.store = await openStore({ dataDir, log: silentLog, open: disk.open, patienceMs: 0 });
    this.catalog = await openEmbeddedCatalog({ store: this.store, clock, log: silentLog, ...bounds });
  }

  async stop(): Promise<void> {
    await this.catalog.close();
    await this.store.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** A look at all versions of `cats`, made now unless told otherwise. */
  async look(
    versions: readonly Partial<ModelVersion>[],
    startedAt: EpochMs = this.clock.now(),
  ): Promise<void> {
    const { projectArn } = this;
    const all = versions.map((it) => aModelVersion({ ...it, observedAt: startedAt }));
    await this.catalog.observe({ kind: 'versions', projectArn, scope: 'all', versions: all, startedAt });
  }

  /** What came after a cursor, up to now: `v1 RUNNING > STOPPING`, or `GAP`. */
  async after(cursor: string): Promise<string[]> {
    const follower = await this.catalog.log.follow(cursor, {});
    const lines: string[] = [];
    while (!follower.isAtEnd) lines.push(lineOf((await follower.next()).value));
    await follower.return?.();
    return lines;
  }

  /** How many rows are stored whose keys begin so. */
  async count(prefix: string): Promise<number> {
    let count = 0;
    for await (const page of this.store.scan(prefix)) count += page.length;
    return count;
  }
}

function lineOf(item: Followed): string {
  if (item.kind !== 'CHANGED') return item.kind;
  const { versionArn, previousStatus, status } = item.change;
  return `${versionArn.split('/').at(-2)} ${previousStatus} > ${status}`;
}
