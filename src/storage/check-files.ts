import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageDamaged } from './port.js';
import { isBrokenInside } from './write-ahead-log.js';

/**
 * Finds what the library would repair silently: it begins anew where its entry point is missing, and passes over
 * what it cannot read in its write-ahead log, so that commits are lost.
 * @throws StorageDamaged
 */
export async function checkFiles(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []); // there is none yet
  const hasContent = names.some((it) => /^\d+\.(log|ldb|sst)$/.test(it));
  if (hasContent && !names.includes('CURRENT')) throw new StorageDamaged('its file CURRENT is missing');
  for (const name of names) {
    if (!/^\d+\.log$/.test(name)) continue;
    const log = await readFile(join(folder, name)).catch(() => Buffer.alloc(0)); // another process has just removed it
    if (isBrokenInside(log)) throw new StorageDamaged(`its file ${name} cannot be read through`);
  }
}
