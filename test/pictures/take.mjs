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
  await prepare();
  await page.goto(demo.url);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start crop-health 2026-harvest.2' }).click();
  await page.getByLabel('For how long').fill('2h');
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  const running = page.getByRole('table', { name: 'Running' }).getByRole('row');
  await running.filter({ hasText: '2026-harvest.2' }).waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: FILE });
} finally {
  await browser.close();
  await demo.end();
}

/** An alias and a budget, as a team that uses the gateway has them. */
async function prepare() {
  const { project } = await ask(
    '{ project: projects(filter: { names: ["circuit-boards"] }) { nodes { arn modelVersions(first: 1, filter: { names: ["v4"] }) { nodes { arn } } } } }',
  );
  const [{ arn: projectArn, modelVersions }] = project.nodes;
  const [{ arn: modelVersionArn }] = modelVersions.nodes;
  await ask(
    'mutation ($input: PutModelAliasInput!) { putModelAlias(input: $input) { userErrors { message } } }',
    {
      input: { projectArn, name: 'champion', modelVersionArn },
    },
  );
  await ask('mutation ($input: PutBudgetInput!) { putBudget(input: $input) { userErrors { message } } }', {
    input: {
      name: 'vision-team',
      monthly: { amount: '250', currencyCode: 'USD' },
      thresholds: [
        { percent: 80, action: 'NOTIFY' },
        { percent: 100, action: 'REFUSE_STARTS' },
      ],
    },
  });
}

/** Throws for errors of any kind. */
async function ask(query, variables = {}) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${demo.url}graphql`, { method: 'POST', headers, body });
  const { data, errors = [] } = await response.json();
  const refusals = Object.values(data ?? {}).flatMap((it) => it.userErrors ?? []);
  if (errors.length + refusals.length > 0) throw new Error(JSON.stringify([...errors, ...refusals]));
  return data;
}
