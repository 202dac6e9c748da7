import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, toManifest } from '../server/limits/manifest.js';

const ROOT = join(__dirname, '../..');

/** What sends documents of its own: the typed client, with the command line, and the status board. */
const OWN = ['schema/examples', 'src/client', 'src/web/board'];

/**
 * The documents of a folder, and those of our own clients.
 * @param folder - of `.graphql` files; subfolders count
 */
export function manifestOf(folder: string): Manifest {
  const own = OWN.flatMap((it) => sourcesIn(join(ROOT, it)));
  return new Map([...toManifest(own), ...toManifest(sourcesIn(folder))]);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.graphql'))
    .sort()
    .map((it) => readFileSync(join(folder, it), 'utf8'));
}
