import type { Browser, Page } from 'playwright-core';
import { connection, openBoard, row, seriousIn } from '../support/board.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

const SPEED = { EMULATOR_SPEED: '10', POLL_INTERVAL_MS: '200' };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await launchChromium();
}, CHROMIUM_TIMEOUT_MS);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await gateway.close();
});
afterAll(() => browser?.close());

test('on a phone what runs has a price an hour, and a start for two hours says what it will cost', async () => {
  gateway = await startGateway(SPEED);
  const { page, noises, strangers } = await openBoard(browser, gateway, PHONE);
  await fact(page, 'Now').getByText('$4.00').waitFor();
  await fact(page, 'This month').getByText(/^\$\d/).waitFor();
  await row(page, 'circuit-boards / v4').getByText('$4.00').waitFor();
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v3').getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Inference units').fill('2');
  await page.getByText('It costs $8.00 an hour, until it is stopped.').waitFor();
  await page.getByLabel('For how long').fill('soon');
  await ask(page, 'Start');
  await page
    .locator('.field', { hasText: 'For how long' })
    .getByText('“soon” is given. Expected minutes, hours or days')
    .waitFor();
  await page.getByLabel('For how long').fill('2h');
  await page.getByText('$8.00 an hour, until the gateway stops it after 2h, about $16.00 in all.').waitFor();
  await ask(page, 'Start');
  await row(page, 'v3').getByText('running').waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await row(page, 'circuit-boards / v3').getByText('in 2 h').waitFor();
  await fact(page, 'Now').getByText('$12.00').waitFor();
  await row(page, 'circuit-boards / v3').getByRole('button', { name: 'Stop' }).tap();
  await page.getByText('$4.00 an hour less').or(page.getByText('$8.00 an hour less')).waitFor();
  await ask(page, 'Stop');
  await fact(page, 'Now').getByText('$4.00').waitFor();
  expect({ noises, strangers }).toEqual({ noises: [], strangers: [] });
});

test('what the gateway would refuse is said before it is sent, beside the field', async () => {
  gateway = await startGateway({ ...SPEED, MAX_INFERENCE_UNITS: '3' });
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v1').getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('Inference units').fill('4');
  await page.locator('.field', { hasText: 'Inference units' }).getByText('at most 3').waitFor();
  await page.getByLabel('Inference units').fill('3');
  await page.getByText('It costs $12.00 an hour').waitFor();
});

test.each([
  ['a desk', {}],
  ['a phone', PHONE],
] as const)('on %s a stop is planned, moved and taken away', async (_where, options) => {
  gateway = await startGateway({ ...SPEED, MAX_STOP_AFTER: '' });
  const { page, noises } = await openBoard(browser, gateway, options);
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Plan a stop' }).click();
  await ask(page, 'Set');
  await page.getByText('Nothing is given. Expected minutes, hours or days').waitFor();
  await page.getByLabel('In', { exact: true }).fill('90m');
  await page.getByText('about $6.00 from now on').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await ask(page, 'Set');
  await fact(page, 'Stops').getByText('in 90 min').waitFor();
  await page.getByRole('button', { name: 'Move the stop' }).click();
  await page.getByLabel('Or at').fill('2020-01-01T10:00');
  await page.locator('.field', { hasText: 'Or at' }).getByText('in the future').waitFor();
  await page.getByRole('button', { name: 'Let it run on' }).click();
  await fact(page, 'Stops').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Plan a stop' }).waitFor();
  expect(noises).toEqual([]);
});

test('a region without a price says so, and a longer stop than allowed is shortened with a warning', async () => {
  const PRICES = JSON.stringify({ currencyCode: 'EUR', 'eu-west-1': { unitHour: 4, trainingHour: 1 } });
  gateway = await startGateway({ ...SPEED, PRICES, MAX_STOP_AFTER: 'PT1H' });
  const { page } = await openBoard(browser, gateway);
  await fact(page, 'Now').getByText('no price is known').waitFor();
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Plan a stop' }).click();
  await page.getByLabel('In', { exact: true }).fill('3h');
  await page.locator('[data-warning]').waitFor();
});

test('on a phone a budget is made, changed and deleted, and the month stands against it', async () => {
  gateway = await startGateway(SPEED);
  const { page, noises } = await openBoard(browser, gateway, PHONE);
  await page.getByRole('button', { name: 'Add a budget' }).click();
  await page.getByLabel('Name').fill('trial');
  await page.getByLabel('A month').fill('2');
  await page.getByLabel('Currency').fill('EUR');
  await page.locator('.field', { hasText: 'Currency' }).getByText('Expected USD').waitFor();
  await page.getByLabel('Currency').fill('USD');
  await page.getByLabel('Percent of threshold 1').fill('1000');
  await page.getByLabel('Act of threshold 1').selectOption('refuse starts');
  await page.getByText('At $20.00, 1,000 %: starts are refused.').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await ask(page, 'Add');
  const budget = page.locator('[data-budget="trial"]');
  await budget.getByText(/of \$2\.00/).waitFor();
  await budget.getByText('everything').waitFor();
  await page.getByRole('button', { name: 'Change trial' }).click();
  await page.getByLabel('Projects, one a line').fill('no-such');
  await ask(page, 'Change');
  await page.getByText('There is no project no-such there.').waitFor();
  await page.getByLabel('Projects, one a line').fill('circuit-boards');
  await ask(page, 'Change');
  await budget.getByText('circuit-boards').waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete trial' }).click();
  await ask(page, 'Delete');
  await page.getByText('No budget watches over').waitFor();
  expect(noises).toEqual([]);
});

test('the chart of usage is loaded with the page of a model, and says what its bars say', async () => {
  gateway = await startGateway(SPEED);
  const { page, noises, strangers } = await openBoard(browser, gateway);
  await connection(page, 'Live').waitFor();
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.locator('.chart canvas').waitFor();
  const told = await page.locator('.chart').getAttribute('aria-label');
  expect(told).toMatch(/^\d{4}-\d\d-\d\d: \$\d/);
  expect(await seriousIn(page)).toEqual([]);
  expect({ noises, strangers }).toEqual({ noises: [], strangers: [] });
});

function fact(page: Page, name: string) {
  return page.locator(`[data-fact="${name}"]`);
}

function ask(page: Page, act: string): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
}
