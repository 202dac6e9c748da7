import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { connection, openBoard, row, seriousIn } from '../support/board.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { seedVersions } from '../support/seed.js';

/** A start takes 0.8 s: long enough to be seen on its way. */
const SPEED = { EMULATOR_SPEED: '10', POLL_INTERVAL_MS: '200' };

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await launchChromium();
}, CHROMIUM_TIMEOUT_MS);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await gateway?.close();
});
afterAll(() => browser?.close());

test('what the board loads is at most 150 KiB as it is sent', () => {
  const folder = join(__dirname, '../../dist/board');
  const sent = readdirSync(folder).filter((it) => it.endsWith('.gz'));
  const bytes = sent.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(sent.length).toBeGreaterThanOrEqual(2);
  expect(bytes).toBeLessThanOrEqual(150 * 1024);
});

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

test.each([
  ['a desk', { viewport: DESK }],
  ['a phone', { viewport: PHONE, isMobile: true, hasTouch: true }],
] as const)(
  'on %s, light and dark, every page fits, and axe finds nothing serious',
  async (_where, options) => {
    gateway = await startGateway(SPEED);
    const { page, noises, strangers } = await openBoard(browser, gateway, options);
    await connection(page, 'Live').waitFor();
    await look(page);
    await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
    await row(page, 'v1').waitFor();
    await look(page);
    await page.getByRole('link', { name: 'v1', exact: true }).click();
    await page.getByRole('heading', { name: 'Labels' }).waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.goto(`${gateway.url}/#/project/no-such`);
    await page.getByRole('heading', { name: 'There is no such project' }).waitFor();
    await look(page);
    await page.goto(`${gateway.url}/#/`);
    await page.getByRole('link', { name: 'circuit-boards / v2' }).click();
    await page.getByRole('heading', { name: 'Why it failed' }).waitFor();
    await look(page);
    expect({ noises, strangers }).toEqual({ noises: [], strangers: [] });
  },
);

test('a wrong address says what there is, as the board does', async () => {
  gateway = await startGateway(SPEED);
  const { page, strangers } = await openBoard(browser, gateway, { viewport: PHONE });
  await page.goto(`${gateway.url}/nope/deep?er`);
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  const position = 'getComputedStyle(document.querySelector("header")).position';
  expect(await page.evaluate(position)).toBe('sticky'); // the styles have come
  await look(page);
  await page.getByRole('link', { name: 'the explorer' }).click();
  await page.waitForURL(`${gateway.url}/explorer`);
  await page.goto(`${gateway.url}/explorer/`);
  await page.waitForURL(`${gateway.url}/explorer`);
  await page.goto(`${gateway.url}/nope/deep`);
  await page.getByRole('link', { name: 'the status board' }).click();
  await connection(page, 'Live').waitFor();
  expect(strangers).toEqual([]);
});

async function look(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
}

test('a model is started with units of choice, and stopped: asked once, told at once, followed to the end', async () => {
  gateway = await startGateway(SPEED);
  const { page, noises } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v1').getByRole('button', { name: 'Start' }).click();
  await page.getByRole('dialog').getByText('nothing is billed').waitFor();
  await page.getByLabel('Inference units').fill('2');
  await page.getByLabel('Scale up to').fill('1');
  await send(page, 'Start');
  await page.getByText('Expected 2 or more, or nothing.').waitFor();
  await page.getByLabel('Scale up to').fill('4');
  await send(page, 'Start');
  await row(page, 'v1').getByText('starting').waitFor();
  await row(page, 'v1').getByText('running').waitFor();
  await row(page, 'v1').getByText('2–4').waitFor();
  await page.getByRole('log').getByText('circuit-boards v1 is running.').waitFor({ state: 'attached' });
  await row(page, 'v1').getByRole('button', { name: 'Stop' }).click();
  await send(page, 'Stop');
  await row(page, 'v1').getByText('stopped').waitFor();
  await page.getByRole('link', { name: 'v1', exact: true }).click();
  await page.getByRole('heading', { name: 'Changes' }).waitFor();
  expect(await page.locator('.timeline .status').allTextContents()).toEqual([
    'stopped',
    'stopping',
    'running',
    'starting',
  ]);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText(/running after about \d+ s, as before/).waitFor();
  expect(noises).toEqual([]);
});

test('a refusal stands beside the field that it is about', async () => {
  gateway = await startGateway({ ...SPEED, MAX_INFERENCE_UNITS: '3' });
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v1').getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Inference units').fill('4');
  await send(page, 'Start');
  await page.locator('.field', { hasText: 'Inference units' }).getByText('at most 3').waitFor();
  expect(await page.getByLabel('Inference units').getAttribute('aria-invalid')).toBe('true');
});

test('what cannot be loaded or read has a page that says so', async () => {
  gateway = await startGateway(SPEED);
  const { page } = await openBoard(browser, gateway);
  await page.goto(`${gateway.url}/#/model/no-such`);
  await page.getByRole('heading', { name: 'There is no such model' }).waitFor();
  await page.getByRole('link', { name: 'Back to the overview' }).click();
  await page.route('**/graphql', (route) => route.abort());
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('heading', { name: 'circuit-boards / v4' }).waitFor();
  await page.locator('.skeleton').waitFor();
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Give an alias' }).waitFor();
  await page.route('**/forms-*', (route) => route.abort());
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByRole('heading', { name: 'This page has failed' }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.unroute('**/forms-*');
  await page.getByRole('button', { name: 'Load it again' }).click();
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).waitFor();
  await page.route('**/board-*.js', (route) => route.abort());
  await page.reload();
  await page.locator('.skeleton').waitFor();
  expect(await page.getByRole('banner').textContent()).toContain('Custom Labels');
});

test('with the keyboard alone: search, rows, a model, and the keys', async () => {
  gateway = await startGateway(SPEED);
  const { page } = await openBoard(browser, gateway);
  await row(page, 'circuit-boards').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('circuit v4');
  await row(page, 'circuit-boards / v4').waitFor();
  await row(page, 'brand-logos').waitFor({ state: 'detached' });
  expect(page.url()).toContain('q=circuit+v4');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'circuit-boards / v4', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Plan a stop' }).waitFor();
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Stop circuit-boards / v4?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
});

test('models are sorted and filtered, and the address keeps it', async () => {
  gateway = await startGateway(SPEED);
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v1').waitFor();
  await page.getByRole('button', { name: 'F1' }).click();
  const names = () => page.locator('tbody th').allTextContents();
  expect((await names()).slice(0, 3)).toEqual(['v4', 'v1', 'v3']);
  await page.getByLabel('Show').selectOption('Failed');
  await page.reload();
  await row(page, 'v2').waitFor();
  expect(await names()).toEqual(['v2']);
});

test('a search on the overview finds models at rest, and one can act on them', async () => {
  gateway = await startGateway(SPEED);
  const { page } = await openBoard(browser, gateway);
  await connection(page, 'Live').waitFor();
  await page.getByRole('searchbox').fill('circuit v3');
  const found = page.getByRole('region', { name: 'At rest' });
  await found.getByRole('link', { name: 'circuit-boards / v3' }).waitFor();
  expect(await found.getByRole('row').count()).toBe(2); // with its heading
  await row(page, 'circuit-boards / v3').getByRole('button', { name: 'Start' }).click();
  await send(page, 'Start');
  const running = page.getByRole('region', { name: 'Running' });
  await running.getByRole('link', { name: 'circuit-boards / v3' }).waitFor();
  await found.waitFor({ state: 'detached' });
});

test('of many projects only those near the window are drawn, and any can be found', async () => {
  const { file } = await seedVersions(90, 1);
  const UPSTREAM_TPS = JSON.stringify({ DescribeProjects: 1_000, DescribeProjectVersions: 1_000 });
  gateway = await startGateway({ ...SPEED, EMULATOR_DATA: file, UPSTREAM_TPS });
  const { page } = await openBoard(browser, gateway);
  await page.getByText('all accounts').waitFor();
  const table = page.getByRole('table', { name: 'Projects' });
  expect(await table.getAttribute('aria-rowcount')).toBe('91');
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await row(page, 'p0').waitFor();
  await page.getByRole('searchbox').fill('p87');
  await row(page, 'p87').click();
  await page.getByRole('link', { name: 'p87' }).click();
  await row(page, 'v0').waitFor();
});

function send(page: Page, act: string): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: act }).click();
}
