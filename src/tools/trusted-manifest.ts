import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, toManifest } from '../server/limits/manifest.js';

const ROOT = join(__dirname, '../..');

/**
 * The documents of a folder, and those that the typed client and the command line send.
 * @param folder - of `.graphql` files; subfolders count
 */
export function manifestOf(folder: string): Manifest {
  const own = [...sourcesIn(join(ROOT, 'schema/examples')), ...sourcesIn(join(ROOT, 'src/client'))];
  return new Map([...toManifest(own), ...toManifest(sourcesIn(folder))]);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.graphql'))
    .sort()
    .map((it) => readFileSync(join(folder, it), 'utf8'));
}
