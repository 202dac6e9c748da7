import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.js';
import { checkFiles } from './check-files.js';
import { Compaction } from './compaction.js';
import { DurableStore } from './durable-store.js';
import { type Engine, isCorrupt, isLocked, openEngine } from './engine.js';
import { prepareFolder, storeFolderOf, writeFormat } from './folder.js';
import { MIGRATIONS, type Migration, migrate } from './migrations.js';
import { StorageDamaged, StorageRefused, type Store } from './port.js';

export interface StoreSettings {
  readonly dataDir: string;
  readonly log: Log;
  /** How long to wait while another process has the folder, as during a rolling restart. Default: 30 s. */
  readonly patienceMs?: number;
  /** Opens the files below; tests have others. */
  readonly open?: (folder: string) => Promise<Engine>;
  /** How what is stored goes from one format to the next; tests have others. */
  readonly migrations?: readonly Migration[];
}

const PATIENCE_MS = 30_000;
const RETRY_MS = 250;

/** @throws StorageRefused if the folder cannot be used; the message says what to do. Nothing was changed then. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const { dataDir, log, patienceMs = PATIENCE_MS, open = openEngine, migrations = MIGRATIONS } = settings;
  const newest = migrations.length;
  const format = await prepareFolder(dataDir);
  if (format === null) await writeFormat(dataDir, newest);
  else if (format > newest) throw tooNew(dataDir, format, newest);
  const folder = storeFolderOf(dataDir);
  const explain = (error: unknown) => refusalOf(error, dataDir);
  let engine: Engine | undefined;
  try {
    engine = await openFirst(folder, open, patienceMs, () =>
      log.info({ dataDir }, 'storage: another process has the folder; waiting for it to end'),
    );
    await migrate(engine, migrations, (to) => writeFormat(dataDir, to));
    const store = new DurableStore({
      ...{ engine, explain, log },
      open: () => open(folder),
      createCompaction: (current) => new Compaction(folder, current),
    });
    await store.takeOver();
    return store;
  } catch (error) {
    await engine?.close();
    throw explain(error);
  }
}

async function openFirst(
  folder: string,
  open: (folder: string) => Promise<Engine>,
  patienceMs: number,
  onWaiting: () => void,
): Promise<Engine> {
  const givesUpAt = performance.now() + patienceMs;
  for (let isWaiting = false; ; isWaiting = true) {
    try {
      await checkFiles(folder);
      return await open(folder);
    } catch (error) {
      if (!isLocked(error) || performance.now() >= givesUpAt) throw error;
      if (!isWaiting) onWaiting();
    }
    await pause(RETRY_MS);
  }
}

function refusalOf(error: unknown, dataDir: string): Error {
  if (error instanceof StorageRefused) return error;
  const named = `DATA_DIR (${dataDir})`;
  const message = reasonIn(error as Error);
  if (isLocked(error))
    return new StorageRefused(
      `${named} is in use by another gateway. One process at a time may use a folder: stop the other one, or name another folder. Several gateways that work as one need REDIS_URL instead.`,
      { cause: error },
    );
  if (isCorrupt(error) || error instanceof StorageDamaged)
    return new StorageRefused(
      `${named} is damaged: ${message}. Nothing was overwritten. Restore a backup into an empty folder and name that, or move the folder away to begin anew: then cursors of before give a GAP.`,
      { cause: error },
    );
  return new StorageRefused(
    `${named} cannot be opened: ${message}. Look whether the disk is full and whether this user may write there.`,
    { cause: error },
  );
}

/** The library wraps its reasons. */
function reasonIn({ message, cause }: Error): string {
  return cause === undefined ? message : reasonIn(cause as Error);
}

function tooNew(dataDir: string, format: number, newest: number): StorageRefused {
  return new StorageRefused(
    `DATA_DIR (${dataDir}) was written by a newer release: its format is ${format}, and this one knows up to ${newest}. Nothing was changed. Start the newer release, or restore a backup of before it.`,
  );
}
