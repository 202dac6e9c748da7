import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from './engine.js';

const CHECK_MS = 20_000;
/** Less than this is never worth it. In bytes. */
const LEAST_BYTES = 256 * 1024;
/**
 * Of the size after the last compaction: more than this, and the next one is due. What is written is compressed later.
 */
const SHARE = 0.5;

/** Keeps the files within about twice what is live in them: overwritten and deleted rows stay there until then. */
export class Compaction {
  private readonly timer: NodeJS.Timeout;
  private written = 0;
  private compactSize = 0;
  private running: Promise<void> = Promise.resolve();

  /**
   * @param engine - null while there is none
   * @param checkMs - how often to check whether it is due
   */
  constructor(
    private readonly folder: string,
    private readonly engine: () => Engine | null,
    checkMs = CHECK_MS,
  ) {
    this.timer = setInterval(() => this.check(), checkMs).unref();
  }

  /** @param bytes - what a batch wrote */
  noteWrite(bytes: number): void {
    this.written += bytes;
  }

  /** Resolves after the compaction under way, if there is one. None begins afterwards. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private check(): void {
    const engine = this.engine();
    if (engine === null || this.written < Math.max(LEAST_BYTES, this.compactSize * SHARE)) return;
    this.written = 0;
    this.running = this.running.then(() => this.compact(engine)).catch(() => {}); // a write will find what is wrong
  }

  private async compact(engine: Engine): Promise<void> {
    await engine.compact();
    this.compactSize = await sizeOf(this.folder);
  }
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
