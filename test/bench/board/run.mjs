// The board in Chromium: how soon the demo shows, and 1,000 projects of 100 versions at ten events a second: npm run bench:board
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { startDemo } from '../../pictures/demo-gateway.mjs';
import { startChanges } from './changes.mjs';
import { traceTasks } from './trace.mjs';
import { startWorld } from './world.mjs';

const OPENINGS = 5;
const PROJECTS = Number(process.env.BOARD_PROJECTS || 1_000);
const VERSIONS_EACH = 100;
const SECONDS = Number(process.env.BOARD_SECONDS || 60);
/** Each mutation is two events: a start is STARTING and RUNNING. */
const MUTATIONS_A_SECOND = 5;
const LONG_MS = 50;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  say(
    'load of the machine',
    loadavg()
      .map((it) => it.toFixed(1))
      .join(', '),
  );
  await measureDemo();
  await measureMany();
} finally {
  await browser.close();
}

/** First paint by the browser's own account; usable once the page is live and a model can be stopped. */
async function measureDemo() {
  const demo = await startDemo();
  const openings = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await browser.newPage();
    await page.addInitScript(noteUsable);
    await page.goto(demo.url);
    await page.waitForFunction(() => globalThis.usableMs !== undefined);
    openings.push(
      await page.evaluate(() => ({
        paintMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
        usableMs: globalThis.usableMs,
      })),
    );
    await page.close();
  }
  await demo.end();
  say('demo, first contentful paint (ms)', toText(openings.map((it) => it.paintMs)));
  say('demo, usable (ms)', toText(openings.map((it) => it.usableMs)));
}

/** Runs in the page, from its beginning. */
function noteUsable() {
  const look = () => {
    const isLive = document.querySelector('[data-connection=live]') !== null;
    if (isLive && document.querySelector('.act:enabled')) globalThis.usableMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function measureMany() {
  const world = await startWorld(PROJECTS, VERSIONS_EACH);
  const gateway = await startDemo(world.settings);
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  try {
    await readAll(page, gateway.url);
    const changes = startChanges(gateway.url, world.versionArns, MUTATIONS_A_SECOND);
    await pause(3_000);
    const trace = await traceTasks(page);
    const before = changes.count();
    const from = performance.now();
    await use(page, from + SECONDS * 1_000);
    const seconds = Math.round((performance.now() - from) / 1_000);
    const tasks = await trace.end();
    const mutations = changes.count() - before;
    await changes.end();
    say(
      `in ${seconds} s of scrolling, searching and opening`,
      `${mutations * 2} events, ${tasks.length} tasks`,
    );
    tellLongest(
      'tasks of the main thread, by the clock (ms)',
      tasks.map(({ ms }) => ms),
    );
    const isLong = tellLongest(
      'the same, of the processor (ms)',
      tasks.map(({ cpuMs }) => cpuMs),
    );
    if (isLong) process.exitCode = 1;
  } finally {
    await page.close();
    await gateway.end();
    await world.end();
  }
}

/** The first time a gateway has to ask AWS about everything; the second time it knows. */
async function readAll(page, url) {
  for (const what of ['cold gateway', 'warm gateway']) {
    const from = performance.now();
    await page.goto('about:blank');
    await page.goto(url);
    await page.getByRole('row').filter({ hasText: 'project-' }).first().waitFor();
    const firstMs = performance.now() - from;
    await page.getByText('all accounts').waitFor();
    const said = `first rows after ${Math.round(firstMs)} ms, all after ${Math.round(performance.now() - from)} ms`;
    say(`${PROJECTS} × ${VERSIONS_EACH}, ${what}`, said);
  }
}

/** What a hurried viewer does, until then: searches, opens, sorts, scrolls. */
async function use(page, untilMs) {
  for (let round = 1; performance.now() < untilMs; round++) {
    const name = `project-${String((round * 37) % PROJECTS).padStart(4, '0')}`;
    await page.mouse.wheel(0, 4_000);
    await pause(700);
    await page.getByRole('searchbox').pressSequentially(name, { delay: 60 });
    await page.getByRole('table', { name: 'Projects' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: 'F1' }).click();
    await page.getByRole('searchbox').pressSequentially('v9', { delay: 60 });
    await page.mouse.wheel(0, 2_000);
    await pause(700);
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  }
}

/** Whether any is long. On a loaded machine a task may wait for the processor: that is not the page's doing. */
function tellLongest(what, times) {
  const longest = [...times].sort((a, b) => b - a).slice(0, 5);
  const count = times.filter((it) => it > LONG_MS).length;
  say(what, `longest ${longest.map(Math.round).join(', ')}; over ${LONG_MS}: ${count}`);
  return count > 0;
}

function toText(values) {
  const sorted = [...values].sort((a, b) => a - b).map(Math.round);
  return `median ${sorted[sorted.length >> 1]} of ${sorted.join(', ')}`;
}

function say(what, text) {
  process.stdout.write(`${what.padEnd(52)} ${text}\n`);
}
