import type { Browser, Page } from 'playwright-core';
import { PutAliasDocument } from '../../schema/generated/operations.js';
import { openBoard, row, seriousIn } from '../support/board.js';
import { apiKeys, keyOf } from '../support/callers.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { projectArnOf, versionArnOf } from './demo.js';

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
] as const)('on %s an alias is made, and moved to another version', async (_where, options) => {
  gateway = await startGateway(SPEED);
  const { page, noises } = await openBoard(browser, gateway, options);
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).fill('The Best');
  await ask(page, 'Give');
  await page.locator('.field', { hasText: 'Alias' }).getByText('Small letters').waitFor();
  await page.getByLabel('Alias', { exact: true }).fill('best');
  await page.getByText('best is new, and names v4 from then on.').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await ask(page, 'Give');
  await page.locator('[data-fact="Aliases"]').getByText('best').waitFor();
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v4').getByText('best').waitFor();
  await page.getByRole('link', { name: 'v3', exact: true }).click();
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).fill('best');
  await page.getByText('best names v4 now, and v3 from then on.').waitFor();
  await ask(page, 'Move');
  await page.locator('[data-fact="Aliases"]').getByText('best').waitFor();
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v3').getByText('best').waitFor();
  await row(page, 'v4').getByText('best').waitFor({ state: 'detached' });
  await moveElsewhere('best', 'v1');
  await row(page, 'v1').getByText('best').waitFor();
  await row(page, 'v3').getByText('best').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.locator('.activity').getByText('best names it now, and not v3').waitFor();
  expect(noises).toEqual([]);
});

test('a viewer is offered no alias, no schedule and no stop', async () => {
  gateway = await startGateway({
    ...{ ...SPEED, AUTH: 'api-key', API_KEYS: apiKeys(['eve']) },
    GRANTS: JSON.stringify([{ to: ['eve'], role: 'viewer', projects: ['*'] }]),
  });
  const { page } = await openBoard(browser, gateway);
  await page.getByLabel('API key or token').fill(keyOf('eve'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByText('Nothing starts or stops it by itself.').waitFor();
  for (const name of ['Give an alias', 'Add a schedule', 'Plan a stop', 'Stop'])
    expect(await page.getByRole('button', { name }).count()).toBe(0);
});

/** As another client does it: the page is told by nothing but the gateway. */
async function moveElsewhere(name: string, version: string): Promise<void> {
  const modelVersionArn = await versionArnOf(gateway, 'circuit-boards', version);
  const projectArn = await projectArnOf(gateway, 'circuit-boards');
  await gateway.run(PutAliasDocument, { input: { projectArn, name, modelVersionArn } });
}

function ask(page: Page, act: string): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
}
