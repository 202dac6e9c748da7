// Takes the picture at the beginning of README from the built gateway over its demo: npm run picture
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDemo } from './demo-gateway.mjs';

const FILE = fileURLToPath(new URL('../../.github/board.png', import.meta.url));
const SIZE = { width: 1280, height: 800 };

const demo = await startDemo({ EMULATOR_SPEED: '4' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(demo.url);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start crop-health 2026-harvest.2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  const running = page.getByRole('table', { name: 'Running' }).getByRole('row');
  await running.filter({ hasText: '2026-harvest.2' }).waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: FILE });
} finally {
  await browser.close();
  await demo.end();
}
