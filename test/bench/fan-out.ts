import { type Contestant, start } from './contestants.js';
import type { Crowd } from './crowd.js';
import { joinCrowd, type OneEvent, sendEvent } from './one-event.js';
import { gatewayOfEvents, rawEvents } from './starts.js';
import { median, type Spread, spreadOf, toSpreadText } from './statistics.js';

/** One event to so many WebSockets that follow the same, each under an id of its own. */
const SUBSCRIBERS = 5_000;
/** Memory is weighed from here on: what the first cost is code, tables and room for garbage, too. */
const FIRST = SUBSCRIBERS / 10;
const WARM_UPS = 6;
const ROUNDS = 21;

/** One server, medians over the events. */
interface FanOut extends OneEvent {
  readonly server: string;
  /** The longest pause of the event loop as a share of the whole, of one event. */
  readonly pauseShare: number;
  /** Resident memory for each subscriber, as it is and once garbage is collected. */
  readonly kib: number;
  readonly tidyKib: number;
}

export interface FanOuts {
  /** Ours, then `ws` alone. */
  readonly rows: readonly [FanOut, FanOut];
  /** Until the last has it: ours as a multiple of the other's next one. */
  readonly ratio: Spread;
}

export async function measureFanOut(): Promise<FanOuts> {
  const [gateway, raw] = [await start(gatewayOfEvents('empty')), await start(rawEvents())];
  const lines = [await createLine(gateway), await createLine(raw)] as const;
  const [ours, limit] = lines;
  const ratios: number[] = [];
  for (let i = -WARM_UPS; i < ROUNDS; i++) {
    const one = await ours.event('');
    const other = await limit.event(ours.payload());
    if (i < 0) continue;
    ratios.push(one.lastMs / other.lastMs);
    ours.events.push(one);
    limit.events.push(other);
  }
  const rows = [await ours.row(), await limit.row()] as const;
  for (const it of lines) await it.end();
  return { rows, ratio: spreadOf(ratios) };
}

async function createLine(server: Contestant) {
  const events: OneEvent[] = [];
  const crowds: Crowd[] = [await joinCrowd(server, FIRST)];
  const event = (payload: string) => sendEvent(server, crowds, payload);
  const payload = () => /"payload":(.*)}$/.exec(crowds[0]?.lastText ?? '')?.[1] ?? '';
  for (let i = 0; i < WARM_UPS; i++) await event(payload() || '{}');
  const memory = server.memoryKib();
  const tidyMemory = await tidyKibOf(server);
  crowds.push(await joinCrowd(server, SUBSCRIBERS - FIRST));
  const toEach = (kib: number) => kib / (SUBSCRIBERS - FIRST);
  const of = (pick: (event: OneEvent) => number) => median(events.map(pick));

  return {
    ...{ event, events, payload },
    row: async (): Promise<FanOut> => ({
      server: server.name,
      lastMs: of((it) => it.lastMs),
      pauseMs: of((it) => it.pauseMs),
      cpuMs: of((it) => it.cpuMs),
      pauseShare: of((it) => it.pauseMs / it.lastMs),
      kib: toEach(server.memoryKib() - memory),
      tidyKib: toEach((await tidyKibOf(server)) - tidyMemory),
    }),
    async end() {
      for (const it of crowds) it.end();
      await server.end();
    },
  };
}

async function tidyKibOf(server: Contestant): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await (await fetch(new URL('/bench/tidy', server.url))).text();
    await new Promise((resolve) => setTimeout(resolve, 300)); // pages are given back a little later
  }
  return server.memoryKib();
}

/** A table for README. */
export function toFanOutText({ rows, ratio }: FanOuts): string {
  const lines = rows.map(
    ({ server, lastMs, pauseMs, pauseShare, cpuMs, kib, tidyKib }) =>
      `| ${server} | ${Math.round(lastMs)} ms | ${Math.round(pauseMs)} ms (${Math.round(pauseShare * 100)} %) | ${Math.round(cpuMs)} ms | ${kib.toFixed(1)} KiB; ${tidyKib.toFixed(1)} KiB without garbage |`,
  );
  return [
    `| one event to ${SUBSCRIBERS.toLocaleString('en-US')} WebSockets | the last has it after | longest pause | processor time | memory each |`,
    '|---|---|---|---|---|',
    ...lines,
    '',
    `The last has it after ${toSpreadText(ratio)} × what \`ws\` takes to send the same bytes (${ROUNDS} events each, in turns).`,
  ].join('\n');
}
