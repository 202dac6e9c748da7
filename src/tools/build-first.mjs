// node src/tools/build-first.mjs dist/main.js [argument…]: builds, then runs that program in this same process, so that signals
// reach it. No "prestart" does it: npm leaves those out where install scripts are switched off, as .npmrc does.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { status } = spawnSync('npm run --silent build', { stdio: 'inherit', shell: true });
if (status !== 0) process.exit(status ?? 1);

const program = resolve(process.argv[2]);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program));
