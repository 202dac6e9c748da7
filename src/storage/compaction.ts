import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from './engine.js';

/** Keeps the files within about twice what is live in them: overwritten and deleted rows stay there until then. */
export interface Compaction {
  /** @param bytes - what a batch wrote */
  noteWrite(bytes: number): void;
  /** Resolves after the compaction under way, if there is one. None begins afterwards. */
  stop(): Promise<void>;
}

const CHECK_MS = 20_000;
/** Less than this is never worth it. In bytes. */
const LEAST_BYTES = 256 * 1024;
/**
 * Of the size after the last compaction: more than this, and the next one is due. What is written is compressed later.
 */
const SHARE = 0.5;

/**
 * @param engine - null while there is none
 * @param checkMs - how often to check whether it is due
 */
export function createCompaction(
  folder: string,
  engine: () => Engine | null,
  checkMs = CHECK_MS,
): Compaction {
  let written = 0;
  let compactSize = 0;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(check, checkMs).unref();

  function check(): void {
    const it = engine();
    if (it === null || written < Math.max(LEAST_BYTES, compactSize * SHARE)) return;
    written = 0;
    running = running.then(() => compact(it)).catch(() => {}); // a write will find what is wrong
  }

  async function compact(it: Engine): Promise<void> {
    await it.compact();
    compactSize = await sizeOf(folder);
  }

  return {
    noteWrite(bytes) {
      written += bytes;
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** In bytes; a file that has just been removed counts as none. */
export async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = names.map((it) =>
    stat(join(folder, it)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, it) => sum + it, 0);
}
