import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedVersions } from '../support/seed.js';
import { OTHER_CORE, scratch, start } from './contestants.js';
import { runLoad } from './load.js';
import { haveBegun } from './one-event.js';
import { FOLLOW, HOT } from './scenarios.js';
import { crowd as crowdOf, gatewayOfEvents } from './starts.js';
import { median, quantile, type Spread, spreadOf, toSpreadText } from './statistics.js';

/** Hot reads while so many follow so many events a second. */
const SUBSCRIBERS = 5_000;
const EVENTS_PER_SECOND = 10;
const CONNECTIONS = 8;
const WARM_UP_MS = 3_000;
const RUN_MS = 2_000;
const ROUNDS = 7;
/** Tenths of a second that the last event may take: the subscribers have what is left of the core. */
const PATIENCE = 100;

/** Medians over the rounds, which come in turns. */
export interface ReadsUnderEvents {
  readonly quietP99Ms: number;
  readonly busyP99Ms: number;
  /** Each busy run against the quiet one before it. */
  readonly ratio: Spread;
  /** Reads a second. */
  readonly quietPerSecond: number;
  readonly busyPerSecond: number;
  readonly eventsPerSecond: number;
  /** The share of the events that came to everybody. */
  readonly toldShare: number;
}

export async function measureReadsUnderEvents(): Promise<ReadsUnderEvents> {
  const seed = await seedVersions(1, 20);
  const [arn = ''] = seed.versions.keys();
  const gateway = await start(gatewayOfEvents(seed.file));
  const query = join(scratch, 'follow.graphql');
  writeFileSync(query, FOLLOW);
  // A process of its own, which the readers' goes before: they share a core.
  const subscribers = crowdOf(gateway.url, SUBSCRIBERS, query);
  const crowd = await start({ ...subscribers, core: OTHER_CORE, niceness: 19 });
  await haveBegun(gateway.url, SUBSCRIBERS);

  const load = { url: gateway.url, bodyOf: HOT.bodyOf(arn), connections: CONNECTIONS };
  const p99 = { quiet: [] as number[], busy: [] as number[] };
  const perSecond = { quiet: [] as number[], busy: [] as number[] };
  let events = 0;
  const keepChanging = () => {
    const timer = setInterval(() => {
      events += 1;
      void fetch(new URL('/bench/change', gateway.url), { method: 'POST', body: '{}' });
    }, 1_000 / EVENTS_PER_SECOND);
    return () => clearInterval(timer);
  };
  const run = async (kind: 'quiet' | 'busy') => {
    const stop = kind === 'busy' ? keepChanging() : () => {};
    const measured = await runLoad({ ...load, durationMs: RUN_MS });
    stop();
    await wait(500);
    p99[kind].push(quantile(measured.latencies, 0.99));
    perSecond[kind].push(measured.perSecond);
  };
  await runLoad({ ...load, durationMs: WARM_UP_MS });
  await run('busy');
  for (const kept of [p99, perSecond]) kept.busy.length = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await run('quiet');
    await run('busy');
  }
  const due = events * SUBSCRIBERS;
  const got = await gotOf(crowd.url, due);
  for (const it of [crowd, gateway]) await it.end();
  return {
    quietP99Ms: median(p99.quiet),
    busyP99Ms: median(p99.busy),
    ratio: spreadOf(p99.busy.map((ms, i) => ms / (p99.quiet[i] ?? Number.NaN))),
    quietPerSecond: median(perSecond.quiet),
    busyPerSecond: median(perSecond.busy),
    eventsPerSecond: (events * 1_000) / (RUN_MS * (ROUNDS + 1)),
    toldShare: got / due,
  };
}

/** A sentence for README. */
export function toReadsUnderEventsText(reads: ReadsUnderEvents): string {
  const { quietP99Ms, busyP99Ms, ratio, eventsPerSecond } = reads;
  const events = `${SUBSCRIBERS.toLocaleString('en-US')} WebSockets get ${eventsPerSecond.toFixed(1)} events a second`;
  return `p99 of hot reads over ${CONNECTIONS} connections: ${quietP99Ms.toFixed(1)} ms; while ${events}: ${busyP99Ms.toFixed(1)} ms, ${toSpreadText(ratio)} × (${ROUNDS} runs each, in turns).`;
}

/** Once all have come, or too late. */
async function gotOf(crowd: URL, due: number): Promise<number> {
  for (let i = 0; ; i++) {
    const got = Number(await (await fetch(new URL('/', crowd))).text());
    if (got === due || i === PATIENCE) return got;
    await wait(100);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
