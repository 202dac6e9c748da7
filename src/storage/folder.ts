import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageRefused } from './port.js';

/** Holds the format of the folder: readable before anything else is opened. */
const FORMAT_FILE = 'format.json';
const STORE_FOLDER = 'store';
/** What a volume of its own may have in it. */
const IGNORED = ['lost+found'];

/** The files of the store, inside DATA_DIR. */
export function storeFolderOf(dataDir: string): string {
  return join(dataDir, STORE_FOLDER);
}

/**
 * Makes the folder if there is none. From here on, what this process creates is for its own user only: the store makes
 * files of its own accord.
 * @returns the format of what is stored; null if nothing is
 * @throws StorageRefused if the folder cannot be used or holds something else
 */
export async function prepareFolder(dataDir: string): Promise<number | null> {
  process.umask(0o077);
  try {
    await makeFolder(dataDir);
    const names = (await readdir(dataDir)).filter((it) => !IGNORED.includes(it));
    if (names.length > 0 && !names.includes(FORMAT_FILE)) throw foreign(dataDir);
    await chmod(dataDir, 0o700);
    return names.length > 0 ? await readFormat(dataDir) : null;
  } catch (error) {
    if (error instanceof StorageRefused) throw error;
    throw new StorageRefused(
      `DATA_DIR (${dataDir}) cannot be used: ${(error as Error).message}. Name a folder that this user may write to, or set DATA_DIR=none to keep everything in memory.`,
    );
  }
}

/**
 * Makes a folder for its own user only, and those above it that are missing. Node's recursive `mkdir` never ends where the one
 * above is there and still nothing can be made in it, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeUnlessThere(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await makeUnlessThere(path); // another process may have made it meanwhile, and `x/..` is there once `x` is
  }
}

async function makeUnlessThere(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

export async function writeFormat(dataDir: string, format: number): Promise<void> {
  await writeFile(join(dataDir, FORMAT_FILE), `${JSON.stringify({ format })}\n`, { flush: true });
}

/** @throws if the folder does not name one */
export async function readFormat(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, FORMAT_FILE), 'utf8');
  const format = Number(/^{"format":(\d+)}\n$/.exec(text)?.[1]);
  if (Number.isInteger(format)) return format;
  throw new StorageRefused(
    `DATA_DIR (${dataDir}) is damaged: ${FORMAT_FILE} does not name a format. Nothing was changed. Restore a backup into an empty folder, or move the folder away to begin anew.`,
  );
}

function foreign(dataDir: string): StorageRefused {
  return new StorageRefused(
    `DATA_DIR (${dataDir}) holds files that are not the gateway's. Nothing was changed. Name an empty folder, or one that does not exist yet.`,
  );
}
