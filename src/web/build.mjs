// Bundles each page into its folder of dist, unless nothing that goes into the page has changed since the last time.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = 'schema/examples';
const STAMP = 'built-from';

/**
 * esbuild leaves out unused calls that are marked as pure, but no unused templates with a tag: documents become such calls,
 * without their indents.
 */
const pureDocuments = {
  name: 'pure-documents',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](client|board)[\\/]generated\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replace(/gql`([^`]*)`/g, (_, document) => {
        const texts = document.replace(/\n\s*/g, '\n').split(/\$\{\w+\}/);
        const parts = texts.map((it) => JSON.stringify(it));
        const fragments = document.match(/(?<=\$\{)\w+(?=\})/g) ?? [];
        return `gql(${[`[${parts}]`, ...fragments]})`;
      });
      return { contents, loader: 'ts' };
    });
  },
};

/** Page → where its sources are, what else goes into it, and what esbuild must know of it. */
const PAGES = {
  board: {
    sources: 'src/web/board',
    inputs: ['src/client'],
    isSmall: true,
    prepare: () => ({}),
  },
  explorer: {
    sources: 'src/web/explorer',
    inputs: [EXAMPLES],
    alias: {
      'monaco-editor/esm/vs/editor/edcore.main.js': join(ROOT, 'src/web/explorer/monaco.ts'),
      // GraphiQL's prettify button asks for the CommonJS files, which show no parsers to an import.
      'prettier/parser-babel': 'prettier/plugins/babel',
      'prettier/parser-graphql': 'prettier/plugins/graphql',
    },
    /** Monaco's workers are files of their own, whose names the page must know. */
    async prepare(folder) {
      const { names } = await bundle(folder, {
        editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
        json: 'monaco-editor/esm/vs/language/json/json.worker.js',
        graphql: 'monaco-graphql/esm/graphql.worker.js',
      });
      return { EXAMPLES: JSON.stringify(readExamples()), WORKERS: JSON.stringify(names) };
    },
  },
};

for (const [name, page] of Object.entries(PAGES)) {
  const stamp = hashOf([page.sources, ...page.inputs, 'package-lock.json', 'src/web/build.mjs']);
  if (stamp !== previousStamp(name)) await build(name, page, stamp);
}

async function build(name, { sources, alias, isSmall = false, prepare }, stamp) {
  const output = join(ROOT, 'dist', name);
  const next = `${output}.next`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const define = await prepare(next);
  const { names, needs } = await bundle(next, { [name]: `${sources}/main.tsx` }, { alias, define });
  for (const file of readdirSync(join(ROOT, sources)).filter((it) => it.endsWith('.html')))
    writeFileSync(
      join(next, file),
      readFileSync(join(ROOT, sources, file), 'utf8')
        .replace('{{js}}', `${name}/${names[name]}`)
        .replace('{{preloads}}', needs.map((it) => preload(`${name}/${it}`)).join(''))
        .replace('{{css}}', `${name}/${names[`${name}Css`]}`),
    );
  if (isSmall) await minifyAgain(next);
  finish(next, names[`${name}Css`]);
  writeFileSync(join(next, STAMP), stamp);
  rmSync(output, { recursive: true, force: true });
  renameSync(next, output);
}

/** A browser asks for the file at once, not only after it has read the one that imports it. */
function preload(file) {
  return `<link rel="modulepreload" href="${file}">`;
}

/** Bundles each entry; answers the names of its files by the name of the entry, and what the entries need besides. */
async function bundle(outdir, entryPoints, { alias = {}, define = {} } = {}) {
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
    alias,
    plugins: [pureDocuments],
    define: { 'process.env.NODE_ENV': '"production"', ...define },
  });
  const names = {};
  const needs = [];
  for (const [file, { entryPoint, cssBundle, imports }] of Object.entries(metafile.outputs)) {
    const name = Object.keys(entryPoints).find((it) => entryPoint?.endsWith(entryPoints[it]));
    if (!name) continue;
    names[name] = basename(file);
    if (cssBundle) names[`${name}Css`] = basename(cssBundle);
    const needed = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    needs.push(...needed.map(({ path }) => basename(path)));
  }
  return { names, needs };
}

/** What esbuild has minified, swc makes smaller by 2 %: it inlines more, and joins more statements. */
async function minifyAgain(folder) {
  const { minify } = await import('@swc/core');
  for (const file of readdirSync(folder).filter((it) => it.endsWith('.js'))) {
    const path = join(folder, file);
    const options = { module: true, compress: { passes: 3 }, mangle: true };
    writeFileSync(path, (await minify(readFileSync(path, 'utf8'), options)).code);
  }
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
  return filesOf(EXAMPLES)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'));
}

/** A file, or all files of a folder, however deep; their paths in the repository. */
function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((file) => filesOf(`${path}/${file}`));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

function previousStamp(name) {
  try {
    return readFileSync(join(ROOT, 'dist', name, STAMP), 'utf8');
  } catch {
    return null; // never built
  }
}
