// Measures the board of the built gateway over its demo with Lighthouse, on a desk and on a phone: npm run lighthouse
// Lighthouse is no package of the product: it is installed into this folder when it is first needed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDemo } from '../pictures/demo-gateway.mjs';

const RUNS = 5;
/** The least median of each category, 0 to 100. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 };
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'interactive'];
/** Where Chromium listens for Lighthouse. */
const DEBUG_PORT = 9_333;
const HERE = fileURLToPath(new URL('.', import.meta.url));

if (!existsSync(`${HERE}node_modules/lighthouse`))
  execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: HERE, stdio: 'inherit' });
const { default: lighthouse, desktopConfig } = await import('lighthouse');

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', `--remote-debugging-port=${DEBUG_PORT}`],
});
try {
  const load = loadavg().map((it) => it.toFixed(1));
  process.stdout.write(`load of the machine: ${load.join(', ')}; beside other programs scores are lower\n`);
  // Without a config Lighthouse is a phone: slow 4G, and a processor that is four times as slow.
  for (const [where, config] of [['desk', desktopConfig], ['phone']]) {
    const runs = [];
    for (let tries = 0; runs.length < RUNS && tries < 2 * RUNS; tries++)
      runs.push(...(await measure(config)));
    if (runs.length < RUNS) throw new Error(`Lighthouse measured ${runs.length} times of ${2 * RUNS}.`);
    tell(where, runs);
  }
} finally {
  await browser.close();
  await demo.end();
}

/** One set of scores from 0 to 100 and times in milliseconds; none where Lighthouse could not tell, as on a loaded machine. */
async function measure(config) {
  const flags = { port: DEBUG_PORT, onlyCategories: Object.keys(LEAST) };
  const { lhr } = await lighthouse(demo.url, flags, config);
  if (lhr.runWarnings.length > 0) throw new Error(lhr.runWarnings.join(' '));
  const scores = Object.entries(lhr.categories).map(([id, { score }]) => [id, score]);
  if (lhr.runtimeError || scores.some(([, score]) => score === null)) return [];
  const times = TIMES.map((id) => [id, Math.round(lhr.audits[id].numericValue)]);
  return [Object.fromEntries([...scores.map(([id, score]) => [id, Math.round(score * 100)]), ...times])];
}

/** Prints the median of each figure, and all of them; a median below the least one fails the command. */
function tell(where, runs) {
  for (const name of Object.keys(runs[0])) {
    const all = runs.map((it) => it[name]).sort((a, b) => a - b);
    const median = all[all.length >> 1];
    const isLow = median < (LEAST[name] ?? 0);
    if (isLow) process.exitCode = 1;
    const told = `${where}  ${name.padEnd(26)}${String(median).padStart(6)}   of ${all.join(', ')}`;
    process.stdout.write(`${told}${isLow ? `   at least ${LEAST[name]} are needed` : ''}\n`);
  }
}
