// Builds the package into dist/client, for `npm pack ./dist/client`: ES modules for browsers and for `import`, CommonJS
// for `require`, each with its types.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify({ type })}\n`);
}
for (const file of ['package.json', 'README.md', 'example.mjs'])
  cpSync(join(SOURCES, file), join(OUTPUT, file));
