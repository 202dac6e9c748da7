import type { Browser, Page } from 'playwright-core';
import { StartModelDocument } from '../../schema/generated/operations.js';
import { parseConfig } from '../../src/config/config.js';
import { connection, openBoard, row, seriousIn } from '../support/board.js';
import { apiKeys, keyOf } from '../support/callers.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { keptPort } from '../support/kept-port.js';
import { versionArnOf } from './demo.js';

const SPEED = { EMULATOR_SPEED: '10', POLL_INTERVAL_MS: '200' };

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

test('while the gateway is away the page says that it is old, and comes right by itself', async () => {
  const port = String(await keptPort());
  gateway = await startGateway({ ...SPEED, PORT: port });
  const { page } = await openBoard(browser, gateway);
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v1').waitFor();
  await connection(page, 'Live').waitFor();
  await gateway.run(StartModelDocument, {
    modelVersionArn: await versionArnOf(gateway, 'circuit-boards', 'v1'),
  });
  await row(page, 'v1').getByText('running').waitFor();
  await gateway.close();
  await page.getByRole('alert').getByText('The gateway cannot be reached').waitFor();
  await connection(page, 'Offline').waitFor();
  expect(await page.locator('main').getAttribute('data-old')).toBe('true');
  expect(await row(page, 'v1').getByRole('button', { name: 'Stop' }).isDisabled()).toBe(true);
  expect(await seriousIn(page)).toEqual([]);
  // Its log is gone with its process, and in the new one the model was never started.
  gateway = await startGateway({ ...SPEED, PORT: port });
  await connection(page, 'Live').waitFor();
  await row(page, 'v1').getByText('training completed').waitFor();
  const modelVersionArn = await versionArnOf(gateway, 'circuit-boards', 'v1');
  await gateway.run(StartModelDocument, { modelVersionArn });
  await row(page, 'v1').getByText('running').waitFor();
  expect(await page.locator('main').getAttribute('data-old')).toBe('false');
  await page.goto(`${gateway.url}/#/`);
  const told = page.locator('.activity li');
  await told.getByText('changes were lost here').waitFor();
  await told.filter({ hasText: 'circuit-boards' }).first().waitFor();
});

test('a page that is opened while the gateway is away comes right, too', async () => {
  gateway = await startGateway(SPEED);
  const port = new URL(gateway.url).port;
  const { page } = await openBoard(browser, gateway);
  await page.route('**/graphql', (route) => route.abort());
  await page.reload();
  await connection(page, 'Offline').waitFor();
  await page.unroute('**/graphql');
  await row(page, 'circuit-boards').waitFor();
  await connection(page, 'Live').waitFor();
  expect(new URL(page.url()).port).toBe(port);
});

describe('with sign-in', () => {
  const GRANTS = JSON.stringify([
    { to: ['ann'], role: 'owner', projects: ['*'] },
    { to: ['eve'], role: 'viewer', projects: ['*'] },
  ]);
  const AUTH = { ...SPEED, AUTH: 'api-key', GRANTS };

  test('the page asks for a key, says of a wrong one that it is, and opens with the right one', async () => {
    gateway = await startGateway({ ...AUTH, API_KEYS: apiKeys(['ann', 'eve']) });
    const { page } = await openBoard(browser, gateway);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect(await seriousIn(page)).toEqual([]);
    await signIn(page, 'no-key');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await signIn(page, keyOf('ann'));
    await row(page, 'circuit-boards / v4').getByRole('button', { name: 'Stop' }).waitFor();
    await page.reload();
    await row(page, 'circuit-boards / v4').waitFor();
  });

  test('what the caller may not do is not offered', async () => {
    gateway = await startGateway({ ...AUTH, API_KEYS: apiKeys(['eve']) });
    const { page } = await openBoard(browser, gateway);
    await signIn(page, keyOf('eve'));
    await row(page, 'circuit-boards / v4').waitFor();
    await connection(page, 'Live').waitFor();
    expect(await page.locator('.act').count()).toBe(0);
  });

  test('a key that counts no more shows nothing, and asks for another', async () => {
    gateway = await startGateway({ ...AUTH, API_KEYS: apiKeys(['ann']) });
    const { page } = await openBoard(browser, gateway);
    await signIn(page, keyOf('ann'));
    await row(page, 'circuit-boards / v4').waitFor();
    await connection(page, 'Live').waitFor();
    gateway.replaceAuth(parseConfig({ ...AUTH, API_KEYS: apiKeys(['eve']) }).protection.auth);
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    await signIn(page, keyOf('eve'));
    await row(page, 'circuit-boards / v4').waitFor();
  });
});

async function signIn(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key or token').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
