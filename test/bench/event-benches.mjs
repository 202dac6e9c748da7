// npm run bench:events: builds and runs both measurements of events. Linux only: it pins processes to cores.
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

const names = ['event-benches', 'events', 'raw-events', 'crowd-process'];
const entryPoints = names.map((name) => `test/bench/${name}.ts`);
const bundled = { bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' };
await build({ ...bundled, entryPoints, outdir: 'dist/bench' });
execFileSync(
  'taskset',
  ['-c', '1', process.execPath, 'dist/bench/event-benches.js', ...process.argv.slice(2)],
  {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: 'inherit',
  },
);
