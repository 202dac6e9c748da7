import { ClassicLevel } from 'classic-level';
import type { Row, Write } from './port.js';
import { seal, unseal } from './seal.js';

/** The library behind the store, as far as it is needed. Another one takes its place behind this. */
export interface Engine {
  read(key: string): Promise<string | null>;
  scan(prefix: string): AsyncIterable<readonly Row[]>;
  /** Resolves after the sync. After it has rejected, the engine must be closed and opened again. */
  write(write: Write): Promise<void>;
  /** Gives room back that overwritten and deleted rows take. */
  compact(): Promise<void>;
  close(): Promise<void>;
}

export type OpenEngine = () => Promise<Engine>;

const PAGE_SIZE = 1_000;
/** The library reads no more than this at a time; by itself 16 KiB. */
const PAGE_BYTES = 1024 * 1024;
/** After all keys that are used. */
const END = '\uffff';
/** How much is written before it goes from the write-ahead log into a table. In bytes. */
const WRITE_BUFFER_SIZE = 2 * 1024 * 1024;

/** @throws the library's error if another process has the folder (`isLocked`), or it cannot be read or written */
export async function openEngine(folder: string): Promise<Engine> {
  const level = new ClassicLevel<string, string>(folder, { writeBufferSize: WRITE_BUFFER_SIZE });
  await level.open();
  return new LevelEngine(level);
}

class LevelEngine implements Engine {
  constructor(private readonly level: ClassicLevel<string, string>) {}

  async read(key: string): Promise<string | null> {
    const sealed = await this.level.get(key);
    return sealed === undefined ? null : unseal(key, sealed);
  }

  async *scan(prefix: string): AsyncIterable<readonly Row[]> {
    const range = { gte: prefix, lt: prefix + END };
    const iterator = this.level.iterator({ ...range, highWaterMarkBytes: PAGE_BYTES, fillCache: false });
    let reading = iterator.nextv(PAGE_SIZE);
    try {
      for (;;) {
        const page = await reading;
        if (page.length === 0) return;
        reading = iterator.nextv(PAGE_SIZE); // while this page is used
        reading.catch(() => {}); // the error goes to the caller that awaits it, if there is one
        yield page.map(([key, sealed]): Row => [key, unseal(key, sealed)]);
      }
    } finally {
      await iterator.close();
    }
  }

  async write({ rows }: Write): Promise<void> {
    const operations = rows.map(([key, value]) =>
      value === null
        ? ({ type: 'del', key } as const)
        : ({ type: 'put', key, value: seal(key, value) } as const),
    );
    await this.level.batch(operations, { sync: true });
  }

  compact(): Promise<void> {
    return this.level.compactRange('', END);
  }

  close(): Promise<void> {
    return this.level.close();
  }
}

/** True if another process, or this one, has the folder open. */
export function isLocked(error: unknown): boolean {
  return hasCode(error, 'LEVEL_LOCKED');
}

/** True if the library found something that it did not write. */
export function isCorrupt(error: unknown): boolean {
  return hasCode(error, 'LEVEL_CORRUPTION');
}

/** The library wraps its reasons. */
function hasCode(error: unknown, code: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code: own, cause } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  return own === code || hasCode(cause, code);
}
