import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './answers.js';
import { type Contestant, scratch, start } from './contestants.js';
import { bare, GATEWAY, gatewayOver } from './starts.js';
import { median, type Spread, spreadOf, toSpreadText } from './statistics.js';

/** How long the first reader after a minute of quiet waits, and those right after, milliseconds in each round. */
interface Waits {
  readonly contestant: string;
  readonly firstMs: number[];
  readonly nextMs: number[];
}

export interface AfterQuiet {
  readonly waits: readonly Waits[];
  /** What the first waits at the gateway, of what those right after it wait: whatever else the machine does falls on both. */
  readonly share: Spread;
}

const ROUNDS = 5;
const NEXT = 5;
const QUIET_MS = 60_000;
/** The demo with its transitions behind it: what moves is looked up more often. */
const SETTLED_MS = 70_000;
const WAITING: string = `${GATEWAY}, READ_REVALIDATE_MS=0`;
/** What each says alike: both demos are as old as their process. */
const BODY = JSON.stringify({
  query: `{ projects(first: 20) { totalCount nodes { name status modelVersions(first: 50) { totalCount nodes {
    name status minInferenceUnits maxInferenceUnits evaluationResult { f1Score }
  } } } } }`,
});

/** Gateways over the demo's six projects at AWS's own rates, with their log. All are quiet at once, and asked in turns. */
export async function measureAfterQuiet(): Promise<AfterQuiet> {
  const gateways = [
    await start(gatewayOver('demo')),
    await start({ ...gatewayOver('demo', { READ_REVALIDATE_MS: '0' }), name: WAITING }),
  ];
  await Promise.all(gateways.map((it) => ask(it, BODY)));
  await pause(SETTLED_MS);
  const [data, same] = await Promise.all(gateways.map((it) => ask(it, BODY)));
  deepStrictEqual(same, data, `${WAITING} answers otherwise`);
  const answer = join(scratch, 'quiet.json');
  writeFileSync(answer, JSON.stringify({ data }));
  const contestants = [await start(bare(answer)), ...gateways];
  const waits: Waits[] = contestants.map((it) => ({ contestant: it.name, firstMs: [], nextMs: [] }));
  for (let round = 0; round < ROUNDS; round++) {
    await pause(QUIET_MS);
    for (const [index, it] of contestants.entries()) {
      waits[index]?.firstMs.push(await waitFor(it));
      const next: number[] = [];
      for (let n = 0; n < NEXT; n++) next.push(await waitFor(it));
      waits[index]?.nextMs.push(median(next));
    }
  }
  for (const it of contestants) await it.end();
  const { firstMs = [], nextMs = [] } = waits.find((it) => it.contestant === GATEWAY) ?? {};
  return { waits, share: spreadOf(firstMs.map((ms, round) => ms / (nextMs[round] ?? Number.NaN))) };
}

export function toAfterQuietTable({ waits }: AfterQuiet): string {
  return [
    '| server | the demo’s list after a minute of quiet, ms | right after, ms |',
    '|---|---|---|',
    ...waits.map(
      ({ contestant, firstMs, nextMs }) =>
        `| ${contestant} | ${toSpreadText(spreadOf(firstMs))} | ${toSpreadText(spreadOf(nextMs))} |`,
    ),
  ].join('\n');
}

/** With a connection of its own, as from a page that was asleep. */
async function waitFor(contestant: Contestant): Promise<number> {
  const from = performance.now();
  await ask(contestant, BODY);
  return performance.now() - from;
}
