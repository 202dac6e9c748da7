import { type Contestant, start } from './contestants.js';
import { toldBy } from './control.js';
import { type Crowd, openCrowd } from './crowd.js';
import { median } from './statistics.js';

/** One event to so many WebSockets that follow the same, each under an id of its own. */
const SUBSCRIBERS = 5_000;
/** Memory is weighed from here on: what the first cost is code, tables and room for garbage, too. */
const FIRST = SUBSCRIBERS / 10;
const WARM_UPS = 6;
const ROUNDS = 21;
export const FOLLOW = `subscription {
  modelVersionStatusChanged { kind cursor modelVersionArn previousStatus status observedAt modelVersion { id name } }
}`;

/** One server, medians over the events. */
export interface FanOut {
  readonly server: string;
  /** From the event until the last subscriber has it. */
  readonly lastMs: number;
  readonly pauseMs: number;
  /** The longest pause of the event loop as a share of the whole, of one event. */
  readonly pauseShare: number;
  readonly cpuMs: number;
  /** Resident memory for each subscriber, as it is and once garbage is collected. */
  readonly kib: number;
  readonly tidyKib: number;
}

export interface Measured {
  /** Ours, then `ws` alone. */
  readonly rows: readonly FanOut[];
  /** Until the last has it: ours as a multiple of the other's next one. */
  readonly ratio: number;
}

export async function measureFanOut(): Promise<Measured> {
  const env = {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PORT: '0',
    EMULATOR_PORT: '0',
    EMULATOR_DATA: 'empty',
  };
  const gateway = await start({
    name: 'this gateway',
    script: ['--expose-gc', 'dist/bench/events.js'],
    env,
  });
  const raw = await start({ name: 'ws alone', script: ['--expose-gc', 'dist/bench/raw-events.js'] });
  const lines = [await createLine(gateway), await createLine(raw)] as const;
  const [ours, limit] = lines;
  for (let i = -WARM_UPS; i < ROUNDS; i++) {
    await ours.event('', i >= 0);
    await limit.event(ours.payload(), i >= 0);
  }
  const ratios = ours.took.map((ms, i) => ms / (limit.took[i] ?? Number.NaN));
  const rows = [await ours.row(), await limit.row()];
  for (const it of lines) await it.end();
  return { rows, ratio: median(ratios) };
}

async function createLine(server: Contestant) {
  const crowds: Crowd[] = [];
  const took: number[] = [];
  const pauses: number[] = [];
  const cpu: number[] = [];

  async function join(count: number): Promise<void> {
    const before = (await toldBy(server.url)).count;
    crowds.push(await openCrowd(server.url, count, FOLLOW));
    while ((await toldBy(server.url)).count < before + count)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function event(payload: string, counts: boolean): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 100)); // whatever the last one left behind is over
    const all = Promise.all(crowds.map((it) => it.have(1)));
    const cpuFrom = server.cpuMs();
    await fetch(new URL('/bench/change', server.url), { method: 'POST', body: payload });
    const lastNs = BigInt(Math.max(...(await all).map(Number)));
    const { beganNs, pauseMs } = await toldBy(server.url);
    if (!counts) return;
    took.push(Number(lastNs - BigInt(beganNs)) / 1e6);
    pauses.push(pauseMs);
    cpu.push(server.cpuMs() - cpuFrom);
  }

  const payload = () => /"payload":(.*)}$/.exec(crowds[0]?.lastText ?? '')?.[1] ?? '';
  await join(FIRST);
  for (let i = 0; i < WARM_UPS; i++) await event(payload() || '{}', false);
  const memory = server.memoryKib();
  const tidyMemory = await tidyKibOf(server);
  await join(SUBSCRIBERS - FIRST);
  const toEach = (kib: number) => kib / (SUBSCRIBERS - FIRST);

  return {
    ...{ event, payload, took },
    row: async (): Promise<FanOut> => ({
      server: server.name,
      lastMs: median(took),
      pauseMs: median(pauses),
      pauseShare: median(pauses.map((ms, i) => ms / (took[i] ?? Number.NaN))),
      cpuMs: median(cpu),
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
export function toFanOutText({ rows, ratio }: Measured): string {
  const lines = rows.map(
    ({ server, lastMs, pauseMs, pauseShare, cpuMs, kib, tidyKib }) =>
      `| ${server} | ${Math.round(lastMs)} ms | ${Math.round(pauseMs)} ms (${Math.round(pauseShare * 100)} %) | ${Math.round(cpuMs)} ms | ${kib.toFixed(1)} KiB; ${tidyKib.toFixed(1)} KiB without garbage |`,
  );
  return [
    `| one event to ${SUBSCRIBERS} WebSockets | the last has it after | longest pause | processor time | memory each |`,
    '|---|---|---|---|---|',
    ...lines,
    '',
    `The last has it after **${ratio.toFixed(2)}** × what \`ws\` takes to send the same bytes (median of ${ROUNDS} events each, in turns).`,
  ].join('\n');
}
