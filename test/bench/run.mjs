// node test/bench/run.mjs <name>: builds what a bench needs, and runs it. `bench` is all that `npm run bench` measures.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** What bench.ts measures, over servers in processes of their own: what they are beside those in test/bench/servers. */
const MEASURED = {
  bench: [buildProduct, buildPeers],
  reads: [buildProduct, buildPeers],
  'fan-out': [],
  'reads-under-events': [],
  'after-quiet': [buildProduct],
  'start-and-rest': [buildProduct, buildPeers],
  growth: [buildProduct],
};
/** What a bench runs in threads of their own. */
const WORKERS = { attack: ['test/bench/attackers.ts'] };
/** Of the others, those that start what `npm start` starts. */
const OVER_PRODUCT = ['store'];
const PEERS = 'test/bench/peers';

/** In a bundle too, `__dirname` is where the source is: files are found from there. */
const ownFolders = {
  name: 'own folders',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const own = text.includes('__dirname') ? `const __dirname = ${JSON.stringify(dirname(path))};\n` : '';
      return { contents: own + text, loader: 'ts' };
    }),
};
const bundled = { bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' };
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const run = (command, args, options) => execFileSync(command, args, { env, stdio: 'inherit', ...options });

function buildProduct() {
  run('npm', ['run', '--silent', 'build']);
}

async function buildPeers() {
  if (!existsSync(`${PEERS}/node_modules`))
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS });
  const entryPoints = filesIn(`${PEERS}/src`);
  await build({ ...bundled, entryPoints, outdir: `${PEERS}/dist`, tsconfig: `${PEERS}/tsconfig.json` });
}

/** Into `dist/bench`, each where it is in test/bench. */
function buildOwn(entryPoints) {
  const places = { outbase: 'test/bench', outdir: 'dist/bench' };
  return build({ ...bundled, ...places, entryPoints, plugins: [ownFolders] });
}

function filesIn(folder) {
  return readdirSync(folder).map((it) => `${folder}/${it}`);
}

const name = process.argv[2] ?? 'bench';
const needs = MEASURED[name];
if (needs) {
  for (const it of needs) await it();
  await buildOwn(['test/bench/bench.ts', ...filesIn('test/bench/servers')]);
  // Linux only: the load has this process's core, the servers the other.
  run('taskset', ['-c', '1', process.execPath, 'dist/bench/bench.js', name]);
} else {
  if (OVER_PRODUCT.includes(name)) buildProduct();
  await buildOwn([`test/bench/${name}.ts`, ...(WORKERS[name] ?? [])]);
  run(process.execPath, [`dist/bench/${name}.js`]);
}
