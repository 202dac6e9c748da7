// Takes the picture at the beginning of README from the built gateway over its demo: npm run picture
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SIZE = { width: 1280, height: 800 };

const gateway = spawn(process.execPath, ['dist/main.js'], {
  cwd: ROOT,
  env: { PATH: process.env.PATH, PORT: '0', EMULATOR_PORT: '0', EMULATOR_SPEED: '4', LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [line] = await waitForLine(/GraphQL endpoint +(http:\S+)\/graphql/);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(line);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start crop-health 2026-harvest.2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  const running = page.getByRole('table', { name: 'Running' }).getByRole('row');
  await running.filter({ hasText: '2026-harvest.2' }).waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${ROOT}/.github/board.png` });
  await browser.close();
} finally {
  gateway.kill();
  await once(gateway, 'exit');
}

/** The first group of the first line that fits. Throws if the gateway ends before. */
async function waitForLine(pattern) {
  for await (const line of createInterface({ input: gateway.stdout })) {
    const found = pattern.exec(line);
    if (found) return found.slice(1);
  }
  throw new Error('The gateway ended before it listened.');
}
