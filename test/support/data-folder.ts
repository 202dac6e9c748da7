import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders that are removed when the tests of the file are over. */
export function createDataFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const it of made) rmSync(it, { recursive: true, force: true });
  });
  return () => {
    const parent = mkdtempSync(join(tmpdir(), 'gateway-data-'));
    made.push(parent);
    return join(parent, 'data');
  };
}
