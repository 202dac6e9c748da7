import type { Browser, Page } from 'playwright-core';
import { PutAliasDocument } from '../../schema/generated/operations.js';
import { connection, openBoard, row, seriousIn } from '../support/board.js';
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
  ['a desk an alias is made and moved, and a version is promoted', {}, promote],
  ['a phone an alias is made and moved, and a version is rolled out behind it', PHONE, rollOut],
] as const)('on %s', async (_where, options, goOn) => {
  gateway = await startGateway(SPEED);
  const { page, noises } = await openBoard(browser, gateway, options);
  await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).fill('The Best');
  await ask(page, 'Give');
  await page.locator('.field', { hasText: 'Alias' }).getByText('Small letters').waitFor();
  await page.getByLabel('Alias', { exact: true }).fill('best');
  await page.getByText('best is new, and names v4 from then on.').waitFor();
  await page.getByLabel('Protected').check();
  await page.getByText('only owners of the project move it').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await ask(page, 'Give');
  await page.locator('[data-fact="Aliases"]').getByText('best, protected').waitFor();
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).click();
  await row(page, 'v4').getByText('best').waitFor();
  await page.getByRole('link', { name: 'v3', exact: true }).click();
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).fill('best');
  await page.getByText('best names v4 now, and v3 from then on.').waitFor();
  await page.getByLabel('Protected').uncheck();
  await page.getByText('It is protected no more').waitFor();
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
  await goOn(page);
  expect(noises).toEqual([]);
});

test('a viewer is offered no form, an operator none that asks for an owner', async () => {
  gateway = await startGateway({
    ...{ ...SPEED, AUTH: 'api-key', API_KEYS: apiKeys(['eve', 'bob']) },
    GRANTS: JSON.stringify([
      { to: ['eve'], role: 'viewer', projects: ['*'] },
      { to: ['bob'], role: 'operator', projects: ['*'] },
    ]),
  });
  const offered = async (who: string) => {
    const { page } = await openBoard(browser, gateway);
    await page.getByLabel('API key or token').fill(keyOf(who));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'circuit-boards / v4' }).waitFor();
    await connection(page, 'Live').waitFor();
    expect(await page.getByRole('button', { name: 'Add a budget' }).count()).toBe(0);
    await page.getByRole('link', { name: 'circuit-boards / v4' }).click();
    await page.getByText('Nothing starts or stops it by itself.').waitFor();
    return { page, acts: await page.locator('.act').allTextContents() };
  };
  expect((await offered('eve')).acts).toEqual([]);
  const { page, acts } = await offered('bob');
  expect(acts).toEqual([
    'Stop circuit-boards v4',
    'Roll out',
    'Give an alias',
    'Plan a stop',
    'Add a schedule',
  ]);
  await page.getByRole('button', { name: 'Give an alias' }).click();
  await page.getByLabel('Alias', { exact: true }).waitFor();
  expect(await page.getByLabel('Protected').count()).toBe(0);
});

/** Step by step, and takes it back. */
async function rollOut(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).tap();
  await page.getByRole('link', { name: 'v3', exact: true }).tap();
  await page.getByRole('button', { name: 'Roll out' }).tap();
  await page.getByLabel('Behind the alias').fill('best');
  await page.getByLabel('Only from an F1').fill('1');
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.getByLabel('Only from an F1').fill('');
  await page.getByLabel('Both run for').fill('10m');
  await page.getByText('Once it runs, best names v3, and not v1 any more.').waitFor();
  await page.getByText(/v3 is started with \d units?\./).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await ask(page, 'Roll out');
  const rollout = page.locator('[data-workflow="ROLL_OUT"]');
  await rollout.getByText(/bake.*under way/).waitFor();
  await page.locator('[data-fact="Aliases"]').getByText('best').waitFor();
  await page.getByRole('button', { name: 'Take back' }).tap();
  await page.getByText('circuit-boards v3 is stopped').waitFor();
  await ask(page, 'Take back');
  await rollout.getByText('cancelled', { exact: true }).waitFor();
  await page.locator('[data-fact="Aliases"]').waitFor({ state: 'detached' });
}

/** Into a project that is made for it. */
async function promote(page: Page): Promise<void> {
  await row(page, 'circuit-boards / v4').getByRole('link').click();
  await page.getByRole('button', { name: 'Promote' }).click();
  await ask(page, 'Promote');
  await page.locator('.field', { hasText: 'Project' }).getByRole('alert').waitFor();
  await page.getByLabel('Project', { exact: true }).fill('line-4');
  await page.getByLabel('Alias of the copy').fill('champion');
  await page.getByText('The project is made').waitFor();
  await page.getByText('champion names the copy then.').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousIn(page)).toEqual([]);
  }
  await ask(page, 'Promote');
  const promotion = page.locator('[data-workflow="PROMOTION"]');
  await promotion.getByText('done', { exact: true }).last().waitFor();
  await promotion.getByRole('link', { name: 'line-4 / v4' }).click();
  await page.locator('[data-fact="Aliases"]').getByText('champion').waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await row(page, 'line-4').waitFor();
}

/** As another client does it: the page is told by nothing but the gateway. */
async function moveElsewhere(name: string, version: string): Promise<void> {
  const modelVersionArn = await versionArnOf(gateway, 'circuit-boards', version);
  const projectArn = await projectArnOf(gateway, 'circuit-boards');
  await gateway.run(PutAliasDocument, { input: { projectArn, name, modelVersionArn } });
}

function ask(page: Page, act: string): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
}
