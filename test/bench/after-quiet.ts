import { deepStrictEqual } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './answers.js';
import { type Contestant, scratch, start } from './contestants.js';
import { bare, GATEWAY, gatewayOver } from './starts.js';
import { type Spread, spreadOf, toSpreadText } from './statistics.js';

/** How long the first reader after a minute of quiet waits, end to end, milliseconds in each round. */
export interface AfterQuiet {
  readonly waits: readonly { readonly contestant: string; readonly waitedMs: readonly number[] }[];
  /** What the gateway takes of what it takes with READ_REVALIDATE_MS=0, in the same round. */
  readonly share: Spread;
}

const ROUNDS = 5;
const QUIET_MS = 60_000;
/** The demo with its transitions behind it: what moves is looked up more often. */
const SETTLED_MS = 70_000;
const WAITING: string = `${GATEWAY}, READ_REVALIDATE_MS=0`;
const LIST = readFileSync('schema/examples/list-projects.graphql', 'utf8');
const BODY = JSON.stringify({ query: LIST, variables: { first: 100 } });

/** Gateways over the demo's six projects at AWS's own rates, with their log. All are quiet at once, and asked in turns. */
export async function measureAfterQuiet(): Promise<AfterQuiet> {
  const gateways = [
    await start(gatewayOver('demo')),
    await start({ ...gatewayOver('demo', { READ_REVALIDATE_MS: '0' }), name: WAITING }),
  ];
  await Promise.all(gateways.map((it) => ask(it, BODY)));
  await pause(SETTLED_MS);
  const [data, same] = await Promise.all(gateways.map((it) => ask(it, BODY)));
  deepStrictEqual(named(same), named(data), `${WAITING} answers otherwise`);
  const answer = join(scratch, 'quiet.json');
  writeFileSync(answer, JSON.stringify({ data }));
  const contestants = [await start(bare(answer)), ...gateways];
  const waits = contestants.map(({ name: contestant }) => ({ contestant, waitedMs: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    await pause(QUIET_MS);
    for (const [index, it] of contestants.entries()) waits[index]?.waitedMs.push(await waitFor(it));
  }
  for (const it of contestants) await it.end();
  const [, ours = [], waiting = []] = waits.map(({ waitedMs }) => waitedMs);
  return { waits, share: spreadOf(ours.map((ms, round) => ms / (waiting[round] ?? Number.NaN))) };
}

export function toAfterQuietTable({ waits }: AfterQuiet): string {
  return [
    '| server | the demo’s list after a minute of quiet, ms |',
    '|---|---|',
    ...waits.map(({ contestant, waitedMs }) => `| ${contestant} | ${toSpreadText(spreadOf(waitedMs))} |`),
  ].join('\n');
}

/** With a connection of its own, as from a page that was asleep. */
async function waitFor(contestant: Contestant): Promise<number> {
  const from = performance.now();
  await ask(contestant, BODY);
  return performance.now() - from;
}

/** What does not say when it was observed: that differs. */
function named(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (key, value) => (/At$|Timestamp$/.test(key) ? null : value)));
}
