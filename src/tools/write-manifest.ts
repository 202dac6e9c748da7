import { writeFileSync } from 'node:fs';
import { manifestOf } from './trusted-manifest.js';

// npm run manifest: the documents of a folder and those of our own clients, as TRUSTED_DOCUMENTS_FILE wants them.
const [folder, file] = process.argv.slice(2);
if (!folder || !file) {
  process.stderr.write('Expected npm run manifest -- <folder of .graphql files> <file to write>\n');
  process.exit(2);
}
try {
  const manifest = manifestOf(folder);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(manifest), null, 2)}\n`);
  process.stdout.write(
    `${file} has ${manifest.size} documents: those of ${folder}, of the typed client, of the command line and of the status board.\n`,
  );
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
