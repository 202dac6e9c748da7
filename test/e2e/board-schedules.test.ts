import type { Browser, Page } from 'playwright-core';
import { openBoard, seriousIn } from '../support/board.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { keptPort } from '../support/kept-port.js';

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

test.each([
  ['a desk', {}],
  ['a phone', PHONE],
] as const)('on %s a schedule is made, changed and deleted', async (_where, options) => {
  gateway = await startGateway(SPEED);
  const { page, noises } = await openBoard(browser, gateway, { ...options, timezoneId: 'Europe/Berlin' });
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
  await page.getByLabel('Windows').fill('MON-FRI 8-18');
  await page.locator('.field', { hasText: 'Windows' }).getByRole('alert').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await page.getByLabel('Windows').fill('MON-FRI 08:00-18:00\nSAT 10:00-12:00');
  await ask(page, 'Add');
  const listed = page.getByRole('listitem').filter({ hasText: 'office-hours' });
  await listed.getByText('MON-FRI 08:00-18:00; SAT 10:00-12:00').waitFor();
  await listed.getByText(/(Starts|Stops) it on/).waitFor();
  await page.getByRole('button', { name: 'Change office-hours' }).click();
  await page.getByLabel('In force').uncheck();
  await ask(page, 'Change');
  await listed.getByText('Not in force.').waitFor();
  await page.getByRole('button', { name: 'Delete office-hours' }).click();
  await page.getByText('what runs now goes on').waitFor();
  await ask(page, 'Delete');
  await listed.waitFor({ state: 'detached' });
  expect(noises).toEqual([]);
});

test('a new name is free, one that is taken is said beside the name, and somebody else’s change is not overwritten', async () => {
  gateway = await startGateway(SPEED);
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await add(page);
  const { page: other } = await openBoard(browser, gateway);
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Change office-hours' }).click();
  await page.getByRole('button', { name: 'Change office-hours' }).click();
  await page.getByLabel('Windows').fill('SUN 10:00-12:00');
  await ask(page, 'Change');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await ask(other, 'Change');
  await other
    .getByRole('alert')
    .getByText(/changed/)
    .waitFor();
  await page.goto(`${gateway.url}/#/`);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await page.getByRole('link', { name: 'v3', exact: true }).click();
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  expect(await page.getByLabel('Name').inputValue()).toBe('office-hours-2');
  await page.getByLabel('Name').fill('office-hours');
  const name = page.locator('.field', { hasText: 'Name' }).getByRole('alert');
  await name.getByText('There is one of this name already').waitFor();
});

test('what is asked while the gateway is away is done once it is back', async () => {
  const port = String(await keptPort());
  gateway = await startGateway({ ...SPEED, PORT: port });
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Plan a stop' }).click();
  await page.getByLabel('In', { exact: true }).fill('90m');
  await page.getByText('The gateway stops it on').waitFor();
  await gateway.close();
  await page.getByRole('alert').getByText('The gateway cannot be reached').waitFor();
  await ask(page, 'Set');
  await page.getByRole('button', { name: 'Sending…' }).waitFor();
  gateway = await startGateway({ ...SPEED, PORT: port });
  await page.locator('[data-fact="Stops"]').getByText('in 90 min').waitFor();
});

async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  await ask(page, 'Add');
  await page.getByRole('button', { name: 'Change office-hours' }).waitFor();
}

function ask(page: Page, act: string): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
}
