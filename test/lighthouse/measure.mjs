// Measures the board of the built gateway over its demo with Lighthouse, five times: npm run lighthouse
// Lighthouse is no dependency of the repository: it is installed apart, into a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const VERSION = '12.2.3';
const RUNS = 5;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APART = join(tmpdir(), `lighthouse-${VERSION}`);
/** Where Chromium listens for Lighthouse. */
const DEBUG_PORT = 9_333;

if (!existsSync(join(APART, 'node_modules/lighthouse'))) {
  mkdirSync(APART, { recursive: true });
  const options = ['--prefix', APART, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...options, `lighthouse@${VERSION}`], { stdio: 'inherit' });
}
const entry = createRequire(join(APART, 'package.json')).resolve('lighthouse');
const { default: lighthouse } = await import(pathToFileURL(entry));

const gateway = spawn(process.execPath, ['dist/main.js'], {
  cwd: ROOT,
  env: { PATH: process.env.PATH, PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', `--remote-debugging-port=${DEBUG_PORT}`],
});
try {
  const url = await addressOf(gateway.stdout);
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure(url));
  for (const name of Object.keys(runs[0]))
    process.stdout.write(`${name.padEnd(28)} ${median(runs.map((it) => it[name]))}\n`);
} finally {
  await browser.close();
  gateway.kill();
  await once(gateway, 'exit');
}

async function measure(url) {
  const { lhr } = await lighthouse(url, {
    port: DEBUG_PORT,
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    formFactor: 'desktop',
    screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
    throttlingMethod: 'provided',
  });
  const scores = Object.values(lhr.categories).map(({ title, score }) => [title, Math.round(score * 100)]);
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'interactive'];
  const told = times.map((id) => [`${id} (ms)`, Math.round(lhr.audits[id].numericValue)]);
  return Object.fromEntries([...scores, ...told]);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

/** @throws Error if the gateway ends before it listens */
async function addressOf(output) {
  for await (const line of createInterface({ input: output })) {
    const [, url] = /Status board +(http:\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('The gateway ended before it listened.');
}
