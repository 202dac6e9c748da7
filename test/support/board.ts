import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PATIENCE_MS } from './until.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface BoardVisit {
  readonly page: Page;
  /** What the console and the page complained about. */
  readonly noises: string[];
  /** Requests to any other host; all are blocked. */
  readonly strangers: string[];
}

/** Opens the board of a gateway in a context of its own. */
export async function openBoard(
  browser: Browser,
  { url }: { readonly url: string },
  options: BrowserContextOptions = {},
): Promise<BoardVisit> {
  const context = await browser.newContext(options);
  const noises: string[] = [];
  const strangers: string[] = [];
  await context.route(
    (asked) => asked.origin !== url,
    (route) => {
      strangers.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => noises.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noises.push(error.message));
  await page.goto(url);
  return { page, noises, strangers };
}

/** What axe finds that is serious or critical: rule and element. */
export async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResult> } };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The row of a model or a project, by what its link says. */
export function row(page: Page, name: string | RegExp) {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** What the header says of the connection. */
export function connection(page: Page, words: string) {
  return page.getByRole('status').getByText(words, { exact: true });
}
