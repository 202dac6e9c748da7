import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, readFormat, storeFolderOf, writeFormat } from './folder.js';
import { StorageRefused } from './port.js';

const ATTEMPTS = 50;
/** The lock, and the library's own log. */
const NOT_CONTENT = /^LO(CK|G|G\.old)$/;

/**
 * Copies a data folder while a gateway writes to it: what was stored before the call is in the copy. Tables never
 * change and logs only grow; which of them count is in the manifest, so that a copy is good if the manifest is the same
 * before and after it.
 * @throws StorageRefused
 */
export async function backUp(dataDir: string, target: string): Promise<void> {
  const format = await readFormat(dataDir).catch(() => {
    throw new StorageRefused(`DATA_DIR (${dataDir}) is not a gateway's data folder: nothing to back up.`);
  });
  await makeFolder(target);
  if ((await readdir(target)).length > 0)
    throw new StorageRefused(
      `${target} is not empty. Nothing was changed. Name a new folder for each backup.`,
    );
  const from = storeFolderOf(dataDir);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
    if (await isCopied(from, storeFolderOf(target))) return writeFormat(target, format);
  throw new StorageRefused(
    `${dataDir} changes too fast to be copied. Try again, or stop the gateway for the copy.`,
  );
}

async function isCopied(from: string, to: string): Promise<boolean> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { mode: 0o700 });
  try {
    const before = await manifestOf(from);
    for (const name of await readdir(from))
      if (!NOT_CONTENT.test(name)) await copyFile(join(from, name), join(to, name));
    return before === (await manifestOf(from));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false; // a file was removed meanwhile
  }
}

/** Its name and length: it only grows. */
async function manifestOf(folder: string): Promise<string> {
  const name = (await readFile(join(folder, 'CURRENT'), 'utf8')).trim();
  return `${name} ${(await stat(join(folder, name))).size}`;
}
