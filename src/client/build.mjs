// Builds the package into dist/client, for `npm pack ./dist/client`: ES modules for browsers and for `import`, CommonJS
// for `require`, each with its types, and the command line.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { stripIgnoredCharacters } from 'graphql';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(SOURCES, '../..');
const OUTPUT = process.argv[2] ?? join(ROOT, 'dist/client');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

const FORMATS = [
  { folder: 'esm', type: 'module', module: 'esnext' },
  { folder: 'cjs', type: 'commonjs', module: 'commonjs' },
];

rmSync(OUTPUT, { recursive: true, force: true });
for (const { folder, type, module } of FORMATS) {
  const outDir = join(OUTPUT, folder);
  mkdirSync(outDir, { recursive: true });
  execFileSync(process.execPath, [TSC, '-p', SOURCES, '--module', module, '--outDir', outDir], {
    stdio: 'inherit',
  });
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify({ type, sideEffects: false })}\n`);
}
await writeDocuments();
// The command line, with the client in it.
await build({
  entryPoints: [join(ROOT, 'src/cli/main.ts')],
  outfile: join(OUTPUT, 'bin/custom-labels.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
});
chmodSync(join(OUTPUT, 'bin/custom-labels.cjs'), 0o755);
for (const file of ['package.json', 'README.md', 'example.mjs', 'recipes'])
  cpSync(join(SOURCES, file), join(OUTPUT, file), { recursive: true });
rmSync(join(OUTPUT, 'recipes/tsconfig.json'));

/** Documents as plain strings without layout: bundlers keep every tagged template, used or not. */
async function writeDocuments() {
  const { default: documents } = await import(pathToFileURL(join(OUTPUT, 'cjs/generated.js')));
  const file = join(OUTPUT, 'esm/generated.js');
  const text = readFileSync(file, 'utf8').replace(
    /(\w+) = \/\*#__PURE__\*\/ gql ?`[^`]*`/g,
    (_, name) => `${name} = ${JSON.stringify(stripIgnoredCharacters(documents[name]))}`,
  );
  if (text.includes('`')) throw new Error(`${file} has a document that was not written as a string.`);
  writeFileSync(file, text);
}
