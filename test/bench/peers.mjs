// npm run bench: builds the product, the bench and the peers, then measures, or runs what else of test/bench it is given
// with arguments. Linux only: it pins processes to cores.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';

const [name = 'bench', ...rest] = process.argv.slice(2);
const PEERS = 'test/bench/peers';
const bundled = { bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' };
const run = (command, args, options = {}) => execFileSync(command, args, { stdio: 'inherit', ...options });

run('npm', ['run', '--silent', 'build']);
if (!existsSync(`${PEERS}/node_modules`))
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS });
const own = [name, 'bare', 'events', 'rest-probe'].map((it) => `test/bench/${it}.ts`);
await build({ ...bundled, entryPoints: own, outdir: 'dist/bench' });
const servers = readdirSync(`${PEERS}/src`).map((it) => `${PEERS}/src/${it}`);
await build({
  ...bundled,
  entryPoints: servers,
  outdir: `${PEERS}/dist`,
  tsconfig: `${PEERS}/tsconfig.json`,
});
// The load has this process's core, the servers the other.
run('taskset', ['-c', '1', process.execPath, `dist/bench/${name}.js`, ...rest], {
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
