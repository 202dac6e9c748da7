import { type Contestant, scratch, start } from './contestants.js';
import type { Told } from './control.js';
import { type Crowd, openCrowd } from './crowd.js';
import { median } from './statistics.js';

/** One event to so many WebSockets that follow the same, each under an id of its own. */
const SUBSCRIBERS = Number(process.env.SUBS ?? 5_000);
/** Before memory is weighed: what the first cost is code and tables for all. */
const FIRST = SUBSCRIBERS / 10;
const WARM_UPS = 6;
const ROUNDS = Number(process.env.ROUNDS ?? 21);
const QUERY = `subscription {
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
  /** Memory for each subscriber. */
  readonly kib: number;
  readonly heapKib: number;
}

/** @returns ours, then `ws` alone; `ratio` compares them event by event */
export async function measureFanOut(): Promise<{ readonly rows: readonly FanOut[]; readonly ratio: number }> {
  const env = {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    PORT: '0',
    EMULATOR_PORT: '0',
    EMULATOR_DATA: 'empty',
  };
  const gc = process.env.EXPOSE_GC ? ['--expose-gc'] : [];
  const prof = process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : [];
  const gateway = await start({
    name: 'this gateway',
    script: [...gc, ...prof, 'dist/bench/events.js'],
    env,
  });
  const raw = await start({ name: 'ws alone', script: [...gc, 'dist/bench/raw-events.js'] });
  const lines = [await createLine(gateway), await createLine(raw)] as const;
  const [ours, limit] = lines;
  for (let i = -WARM_UPS; i < ROUNDS; i++) {
    await ours.event('', i >= 0);
    await limit.event(ours.payload(), i >= 0);
  }
  const ratios = ours.took.map((ms, i) => ms / (limit.took[i] ?? Number.NaN));
  const rows = lines.map((it) => it.row());
  for (const it of lines) await it.end();
  return { rows, ratio: median(ratios) };
}

async function createLine(server: Contestant) {
  const crowds: Crowd[] = [];
  const took: number[] = [];
  const pauses: number[] = [];
  const cpu: number[] = [];
  let heapKib = 0;

  async function join(count: number): Promise<void> {
    const before = (await told(server)).count;
    crowds.push(await openCrowd(server.url, count, QUERY));
    while ((await told(server)).count < before + count)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function event(payload: string, counts: boolean): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 100)); // whatever the last one left behind is over
    const all = Promise.all(crowds.map((it) => it.have(1)));
    const cpuFrom = server.cpuMs();
    await fetch(new URL('/bench/change', server.url), { method: 'POST', body: payload });
    const lastNs = BigInt(Math.max(...(await all).map(Number)));
    const { beganNs, pauseMs, heapKib: heap } = await told(server);
    heapKib = heap;
    if (process.env.V) console.error(server.name, Number(lastNs - BigInt(beganNs)) / 1e6, performance.now());
    if (!counts) return;
    took.push(Number(lastNs - BigInt(beganNs)) / 1e6);
    pauses.push(pauseMs);
    cpu.push(server.cpuMs() - cpuFrom);
  }

  const payload = () => /"payload":(.*)}$/.exec(crowds[0]?.lastText ?? '')?.[1] ?? '';
  await join(FIRST);
  for (let i = 0; i < WARM_UPS; i++) await event(payload() || '{}', false);
  const [memory, heap] = [server.memoryKib(), heapKib];
  await join(SUBSCRIBERS - FIRST);
  const toEach = (kib: number) => kib / (SUBSCRIBERS - FIRST);

  return {
    ...{ event, payload, took },
    row: (): FanOut => ({
      server: server.name,
      lastMs: median(took),
      pauseMs: median(pauses),
      pauseShare: median(pauses.map((ms, i) => ms / (took[i] ?? Number.NaN))),
      cpuMs: median(cpu),
      kib: toEach(server.memoryKib() - memory),
      heapKib: toEach(heapKib - heap),
    }),
    async end() {
      for (const it of crowds) it.end();
      if (process.env.PROF) await new Promise((resolve) => setTimeout(resolve, 1000));
      await server.end();
    },
  };
}

async function told(server: Contestant): Promise<Told> {
  return (await (await fetch(new URL('/bench/told', server.url))).json()) as Told;
}

async function main(): Promise<void> {
  const { rows, ratio } = await measureFanOut();
  for (const it of rows)
    console.log(JSON.stringify(it, (_, v) => (typeof v === 'number' ? Number(v.toFixed(2)) : v)));
  console.log(ratio, scratch);
}
void main();
