import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toManifest } from '../server/limits/manifest.js';

// npm run manifest: the documents of a folder, as TRUSTED_DOCUMENTS_FILE wants them.
const [folder, file] = process.argv.slice(2);
if (!folder || !file) {
  process.stderr.write('Expected npm run manifest -- <folder of .graphql files> <file to write>\n');
  process.exit(2);
}
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) =>
  it.endsWith('.graphql'),
);
const manifest = toManifest(names.sort().map((it) => readFileSync(join(folder, it), 'utf8')));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(manifest), null, 2)}\n`);
process.stdout.write(`The documents of ${names.length} files are in ${file}.\n`);
