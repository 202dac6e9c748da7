import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCommand } from './debian.js';

/**
 * The wall clock of processes, which can be set; what counts monotonic time in them goes on. Not of a redis-server: its
 * allocator and libfaketime wait for each other.
 */
export interface ClockFile {
  /** Of the processes. */
  readonly env: Readonly<Record<string, string>>;
  /** So far from the machine's clock, in seconds. */
  set(aheadSeconds: number): void;
  /** When it was set last, by `performance.now()`. */
  readonly setAt: number;
  remove(): void;
}

export function createClockFile(): ClockFile {
  ensureCommand('faketime', 'faketime');
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const file = join(folder, 'clock');
  let setAt = Number.NEGATIVE_INFINITY;
  const set = (seconds: number) => {
    setAt = performance.now();
    writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
  };
  set(0);
  return {
    env: {
      LD_PRELOAD: libraryFile(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    },
    set,
    get setAt() {
      return setAt;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Debian has a folder for each architecture. */
function libraryFile(): string {
  for (const architecture of readdirSync('/usr/lib')) {
    const folder = join('/usr/lib', architecture, 'faketime');
    try {
      const name = readdirSync(folder).find((it) => it.startsWith('libfaketimeMT.so'));
      if (name) return join(folder, name);
    } catch {
      // another folder has it
    }
  }
  throw new Error('libfaketime is not installed');
}
