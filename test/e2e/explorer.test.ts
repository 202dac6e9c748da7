import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ListProjectsDocument, StartModelDocument } from '../../schema/generated/operations.js';
import { apiKeys, keyOf } from '../support/callers.js';
import { CHROMIUM_TIMEOUT_MS, launchChromium } from '../support/chromium.js';
import { startTestEmulator } from '../support/emulator.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { keptPort } from '../support/kept-port.js';
import { PATIENCE_MS, until } from '../support/until.js';

/** A start takes 0.8 s: long enough to be seen on its way. */
const SPEED = { EMULATOR_SPEED: '10', POLL_INTERVAL_MS: '200' };

let browser: Browser;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await launchChromium();
}, CHROMIUM_TIMEOUT_MS);

beforeEach(async () => {
  gateway = await startGateway(SPEED);
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await gateway.close();
});
afterAll(() => browser?.close());

test('it loads with every other host blocked, calls none, and nothing is red in the console', async () => {
  const { page, noises, strangers } = await open();
  await run(page, 'ListProjects');
  await response(page, 'shelf-gaps').waitFor();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Mutation' }).waitFor();
  await page.getByRole('button', { name: /^Prettify/ }).click();
  expect(noises).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the schema is asked for once, and a link leads to the board and back', async () => {
  const introspections: string[] = [];
  const { page } = await open({}, 'Live status changes', (text) => {
    if (text.includes('__schema')) introspections.push(text);
  });
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Mutation' }).waitFor();
  expect(introspections).toHaveLength(1);
  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.getByRole('link', { name: 'Explorer' }).click();
  await strip(page).waitFor();
});

test('while the gateway is away a press says so in words', async () => {
  const { page } = await open();
  await page.context().route('**/graphql', (route) => route.abort());
  await run(page, 'ListProjects');
  await page.locator('.result-window').getByText('The gateway cannot be reached').waitFor();
  expect(await page.locator('.result-window').textContent()).not.toContain('stack');
});

test('in front of AWS a start asks before it bills', async () => {
  await gateway.close();
  const emulator = await startTestEmulator({ data: 'demo' });
  Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: 'us-east-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'any' });
  gateway = await startGateway({ ...SPEED, UPSTREAM: 'aws', DATA_DIR: 'none' });
  const sent: string[] = [];
  const { page } = await open({}, 'Live status changes', (text) => {
    if (text.includes('mutation StartModel')) sent.push(text);
  });
  await run(page, 'StartModel');
  await page.getByRole('dialog', { name: 'This costs money' }).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.locator('.result-window').getByText('It was not sent.').waitFor();
  expect(sent).toEqual([]);
  await press(page);
  await page.getByRole('button', { name: 'Run it' }).click();
  await response(page, 'BAD_USER_INPUT').waitFor(); // the ARN is for the user to fill in
  expect(sent).toHaveLength(1);
  await emulator.close();
});

test('a token in the field holds for every tab, and on the board', async () => {
  await gateway.close();
  const GRANTS = JSON.stringify([{ to: ['ann'], role: 'owner', projects: ['*'] }]);
  gateway = await startGateway({ ...SPEED, AUTH: 'api-key', API_KEYS: apiKeys(['ann']), GRANTS });
  const { page } = await open({}, 'A token is needed');
  await page.getByLabel('API key or token').fill(keyOf('ann'));
  await page.keyboard.press('Enter');
  await strip(page).getByText('Live status changes').waitFor();
  await run(page, 'ListProjects');
  await response(page, 'shelf-gaps').waitFor();
  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByRole('link', { name: 'circuit-boards', exact: true }).waitFor();
});

test('one press starts a model, and its way to RUNNING shows', async () => {
  const { page, noises } = await open();
  await press(page);
  await response(page, 'STARTING').waitFor();
  await strip(page).getByText('STARTING → RUNNING').waitFor();
  expect(noises).toEqual([]);
});

test('a subscription goes on where it was when its connection comes back', async () => {
  const { page } = await open();
  const sent: string[] = [];
  const cuts: (() => void)[] = [];
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    const server = socket.connectToServer();
    cuts.push(() => void socket.close({ code: 1012 }));
    socket.onMessage((message) => {
      if (String(message).includes('WatchStatus')) sent.push(String(message));
      server.send(message);
    });
  });
  await run(page, 'WatchStatus');
  await response(page, 'CURRENT').waitFor();
  cuts.at(-1)?.();
  while (sent.length < 2) await page.waitForTimeout(50);
  const [first, second] = sent.map((it) => JSON.parse(it).payload.variables);
  expect(first).not.toHaveProperty('after');
  expect(second).toEqual({ ...first, after: expect.stringMatching(/./) });
});

test('the strip and a subscription come back after the gateway was started again', async () => {
  await gateway.close();
  const port = String(await keptPort());
  gateway = await startGateway({ ...SPEED, PORT: port });
  const { page } = await open();
  await run(page, 'WatchStatus');
  await response(page, 'CURRENT').waitFor();
  /** Of WatchStatus: the strip asks for no modelVersion. A log in memory is gone with its process. */
  const told = new Promise<void>((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (/"GAP".*"modelVersion":null/.test(String(payload))) resolve();
      }),
    );
  });
  // Long enough away for a connection that is refused.
  const refused = new Promise<void>((resolve) => {
    page.on('websocket', (socket) => socket.on('socketerror', () => resolve()));
  });
  const ofStrip = variablesOf(page, 'ExplorerStrip');
  await gateway.close();
  await strip(page).getByText('Connection lost').waitFor();
  await refused;
  gateway = await startGateway({ ...SPEED, PORT: port });
  await strip(page).getByText('Live status changes').waitFor();
  await told;
  expect(await ofStrip).toMatchObject({ bookmarks: true }); // else what it resumes from grows old while all is quiet
  await gateway.run(StartModelDocument, { modelVersionArn: await stoppedModel() });
  await strip(page).getByText('STARTING → RUNNING').waitFor();
});

test('a model that was started is the one that later visits stop', async () => {
  const { page } = await open();
  await press(page);
  await strip(page).getByText('STARTING → RUNNING').waitFor();
  await page.waitForFunction("localStorage.getItem('graphiql:tabState') !== null"); // 500 ms after a change
  await page.reload();
  await run(page, 'StopModel');
  await response(page, 'STOPPING').waitFor();
});

test('on a phone everything fits, and the response is on the screen', async () => {
  const viewport = { width: 390, height: 844 };
  const { page } = await open({ viewport, isMobile: true, hasTouch: true });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  await page.getByRole('button', { name: /^Execute/ }).tap();
  await until(async () => {
    const status = await response(page, 'STARTING').boundingBox();
    return status !== null && status.x < viewport.width && status.y < viewport.height;
  });
  await strip(page).getByText('STARTING → RUNNING').waitFor();
  await page.getByRole('button', { name: 'Show History' }).tap();
  const history = await page.locator('.graphiql-history-items').boundingBox();
  expect(history?.width).toBeGreaterThan(viewport.width * 0.8);
});

test('before a token the strip asks for one; pasted once, it counts for the strip and every tab', async () => {
  await gateway.close();
  const GRANTS = JSON.stringify([{ to: ['ann'], role: 'owner', projects: ['*'] }]);
  gateway = await startGateway({ ...SPEED, AUTH: 'api-key', API_KEYS: apiKeys(['ann']), GRANTS });
  const { page } = await open({}, 'A token is needed');
  await pasteToken(page, 'no-key-at-all');
  await strip(page).getByText('Refused').waitFor();
  await pasteToken(page, keyOf('ann'));
  await strip(page).getByText('Live status changes').waitFor();
  await page.getByRole('button', { name: 'Variables', exact: true }).click();
  await page.getByText('"arn:aws:').first().waitFor(); // the model to start
  await press(page);
  await response(page, 'STARTING').waitFor();
  await strip(page).getByText('STARTING → RUNNING').waitFor();
  await run(page, 'StopModel');
  await response(page, 'STOPPING').waitFor();
  await strip(page).getByText('STOPPING → STOPPED').waitFor();
});

test('on an empty account the strip promises no start, and every model can be watched', async () => {
  await gateway.close();
  gateway = await startGateway({ ...SPEED, EMULATOR_DATA: 'empty' });
  const { page } = await open();
  await strip(page).getByText('There is no model to start yet').waitFor();
  const subscribed = variablesOf(page, 'WatchStatus');
  await run(page, 'WatchStatus');
  expect(await subscribed).toEqual({ includeCurrent: true, bookmarks: true });
});

/** Of the next subscription of this name. */
function variablesOf(page: Page, name: string): Promise<object> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes(name)) resolve(JSON.parse(String(payload)).payload.variables);
      }),
    );
  });
}

async function stoppedModel(): Promise<string> {
  const { projects } = await gateway.run(ListProjectsDocument, {});
  const versions = projects.nodes.flatMap((it) => it.modelVersions.nodes);
  return versions.find((it) => it.status === 'STOPPED')?.arn ?? 'none is stopped';
}

interface Visit {
  readonly page: Page;
  /** What the console and the page complained about. */
  readonly noises: readonly string[];
  /** Requests to any other host; all are blocked. */
  readonly strangers: readonly string[];
}

async function open(
  options: BrowserContextOptions = {},
  greeting = 'Live status changes',
  onSent: (text: string) => void = () => {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  const noises: string[] = [];
  const strangers: string[] = [];
  await context.route(
    (url) => url.origin !== gateway.url,
    (route) => {
      strangers.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => noises.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noises.push(error.message));
  page.on('request', (request) => onSent(request.postData() ?? ''));
  await page.goto(`${gateway.url}/explorer`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await strip(page).getByText(greeting).waitFor();
  return { page, noises, strangers };
}

async function run(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await press(page);
}

async function pasteToken(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor:not(.hidden) .monaco-editor').last().click();
  await page.keyboard.press('Control+A');
  const text = JSON.stringify({ authorization: `Bearer ${token}` });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
}

function press(page: Page): Promise<void> {
  return page.getByRole('button', { name: /^Execute/ }).click();
}

function response(page: Page, text: string) {
  return page.locator('.result-window').getByText(`"${text}"`);
}

function strip(page: Page) {
  return page.getByRole('region', { name: 'Live status changes' });
}
