import type { AfterQuiet } from './after-quiet.js';
import type { FanOuts } from './fan-out.js';
import type { Reads } from './reads.js';
import type { ReadsUnderEvents } from './reads-under-events.js';
import { HOT, NEW_DOCUMENT, NEW_VARIABLES } from './scenarios.js';
import { BARE, GATEWAY, PEERS, WITH_TOKEN } from './starts.js';
import { type Spread, spreadOf, toSpreadText } from './statistics.js';

/** What the gateway is to hold, and whether it does. */
export interface Criterion {
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Memory over documents never seen before is flat if the second half of them takes it no further than this. */
const FLAT = 1.1;

export function wantsOfReads({ rows, memoryMib }: Reads): Criterion[] {
  /** How often what `one` takes is in what `other` takes, in the same round. */
  const timesFaster = (scenario: string, one: string, other: string): Spread => {
    const [ours, theirs] = [one, other].map(
      (name) => rows.find((it) => it.scenario === scenario && it.contestant === name)?.cpuUs,
    );
    return spreadOf((ours ?? []).map((us, round) => (theirs?.[round] ?? Number.NaN) / us));
  };
  const hot = (one: string, other: string) => timesFaster(HOT.name, one, other);
  const [jit, typedJit, apollo] = [
    PEERS['mercurius-jit'],
    PEERS['mercurius-type-graphql-jit'],
    PEERS['apollo-type-graphql'],
  ];
  const [, half = Number.NaN, ...later] = memoryMib;
  const growth = Math.max(...later) / half;
  return [
    atLeast(0.45, 'the same again, of bare `node:http`', hot(GATEWAY, BARE)),
    atLeast(1.5, `the same again, of ${jit}`, hot(GATEWAY, jit)),
    atLeast(0.35, 'the same again with a JWT, of bare `node:http`', hot(WITH_TOKEN, BARE)),
    atLeast(1, `new variables, of ${typedJit}`, timesFaster(NEW_VARIABLES.name, GATEWAY, typedJit)),
    atLeast(1, `new document, of ${apollo}`, timesFaster(NEW_DOCUMENT.name, GATEWAY, apollo)),
    atMost(FLAT, 'most memory over 50,000 new documents more, of what it is after the first 50,000', growth),
  ];
}

export function wantsOfFanOut({ rows: [ours], ratio }: FanOuts): Criterion[] {
  return [
    atMost(1.3, 'one event, until the last subscriber has it, of `ws` alone', ratio),
    atMost(0.2, 'one event, longest pause of the event loop, of the whole', ours.pauseShare),
    atMost(16, 'KiB for each subscriber, without garbage', ours.tidyKib),
  ];
}

export function wantsOfEvents({ ratio, toldShare }: ReadsUnderEvents): Criterion[] {
  return [
    atMost(3, 'p99 of reads under events, of its quiet value', ratio),
    atLeast(1, 'share of these events that came to everybody', toldShare),
  ];
}

export function wantsOfAfterQuiet({ share }: AfterQuiet): Criterion[] {
  return [atMost(3, 'wait for the list after a minute of quiet, of the same right after', share)];
}

/** A row of each. */
export function toCriteriaTable(criteria: readonly Criterion[]): string {
  return [
    '| wanted | measured | holds |',
    '|---|---|---|',
    ...criteria.map((it) => `| ${it.wanted} | ${it.measured} | ${it.isMet ? 'yes' : '**no**'} |`),
  ].join('\n');
}

/** The median counts. */
function atLeast(limit: number, of: string, measured: Spread | number): Criterion {
  return { ...toTexts(`${of}: at least ${limit}`, measured), isMet: toMedian(measured) >= limit };
}

function atMost(limit: number, of: string, measured: Spread | number): Criterion {
  return { ...toTexts(`${of}: at most ${limit}`, measured), isMet: toMedian(measured) <= limit };
}

function toTexts(wanted: string, measured: Spread | number) {
  return { wanted, measured: typeof measured === 'number' ? measured.toFixed(2) : toSpreadText(measured) };
}

function toMedian(measured: Spread | number): number {
  return typeof measured === 'number' ? measured : measured.median;
}
