// Bundles the explorer into dist/explorer, unless nothing that goes into it has changed since the last time.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(SOURCES, '../../..');
const EXAMPLES = join(ROOT, 'schema/examples');
const OUTPUT = join(ROOT, 'dist/explorer');
const STAMP = 'built-from';

const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

const ALIASES = {
  'monaco-editor/esm/vs/editor/edcore.main.js': join(SOURCES, 'monaco.ts'),
  // GraphiQL's prettify button asks for the CommonJS files, which show no parsers to an import.
  'prettier/parser-babel': 'prettier/plugins/babel',
  'prettier/parser-graphql': 'prettier/plugins/graphql',
};

const stamp = hashOf([...filesOf(SOURCES), ...filesOf(EXAMPLES), join(ROOT, 'package-lock.json')]);
if (stamp !== previousStamp()) await build();

async function build() {
  const next = `${OUTPUT}.next`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const workers = await bundle(next, WORKERS, {});
  const page = await bundle(
    next,
    { explorer: 'src/web/explorer/main.tsx' },
    {
      EXAMPLES: JSON.stringify(readExamples()),
      WORKERS: JSON.stringify(workers),
    },
  );
  const html = readFileSync(join(SOURCES, 'index.html'), 'utf8');
  writeFileSync(
    join(next, 'index.html'),
    html.replace('{{js}}', `explorer/${page.explorer}`).replace('{{css}}', `explorer/${page.explorerCss}`),
  );
  finish(next, page.explorerCss);
  writeFileSync(join(next, STAMP), stamp);
  rmSync(OUTPUT, { recursive: true, force: true });
  renameSync(next, OUTPUT);
}

/** Bundles each entry; answers the names of its files by the name of the entry. */
async function bundle(outdir, entryPoints, define) {
  const { build: esbuild } = await import('esbuild');
  const { metafile } = await esbuild({
    absWorkingDir: ROOT,
    entryPoints,
    outdir,
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    metafile: true,
    target: 'es2022',
    legalComments: 'none',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.ttf': 'file' },
    alias: ALIASES,
    define: { 'process.env.NODE_ENV': '"production"', ...define },
  });
  const names = {};
  for (const [file, { entryPoint, cssBundle }] of Object.entries(metafile.outputs)) {
    const name = Object.keys(entryPoints).find((it) => entryPoint?.endsWith(entryPoints[it]));
    if (!name) continue;
    names[name] = basename(file);
    if (cssBundle) names[`${name}Css`] = basename(cssBundle);
  }
  return names;
}

/** Leaves out the CSS of lazy chunks, which `css` has in it, and puts a compressed copy next to each file. */
function finish(folder, css) {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    if (file.endsWith('.css') && file !== css) rmSync(path);
    else writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

function readExamples() {
  return readdirSync(EXAMPLES)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(EXAMPLES, file), 'utf8'));
}

function filesOf(folder) {
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function previousStamp() {
  try {
    return readFileSync(join(OUTPUT, STAMP), 'utf8');
  } catch {
    return null; // never built
  }
}
