import { type Contestant, start } from './contestants.js';
import { type Crowd, openCrowd } from './crowd.js';
import type { Grown } from './inventories.js';
import { median } from './statistics.js';

const SUBSCRIBERS = [1, 10, 100, 1_000, 5_000];
const WARM_UPS = 15;
const ROUNDS = 15;
/** Between two events: whatever the last one left behind is over. */
const REST_MS = 50;
const QUERY = `subscription {
  modelVersionStatusChanged { kind cursor modelVersionArn previousStatus status observedAt modelVersion { id name } }
}`;

/** Processor time for one event until the last subscriber has it, milliseconds; with the request that makes it. */
export async function measureEventGrowth(): Promise<Grown> {
  const AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const env = {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED,
    PORT: '0',
    EMULATOR_PORT: '0',
    EMULATOR_DATA: 'empty',
  };
  const gateway = await start({ name: 'this gateway', script: ['dist/bench/events.js'], env });
  const crowds: Crowd[] = [];
  const points: [number, number][] = [];
  let opened = 0;
  for (const count of SUBSCRIBERS) {
    crowds.push(await openCrowd(gateway.url, count - opened, QUERY));
    opened = count;
    await haveBegun(gateway, count);
    for (let i = 0; i < WARM_UPS; i++) await cpuMsOfOne(gateway, crowds);
    const costs: number[] = [];
    for (let i = 0; i < ROUNDS; i++) costs.push(await cpuMsOfOne(gateway, crowds));
    points.push([count, median(costs)]);
  }
  for (const it of crowds) it.end();
  await gateway.end();
  return { name: 'with the request that makes it', points };
}

async function cpuMsOfOne(gateway: Contestant, crowds: readonly Crowd[]): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const all = Promise.all(crowds.map((it) => it.have(1)));
  const cpuFrom = gateway.cpuMs();
  await fetch(new URL('/bench/change', gateway.url), { method: 'POST' });
  await all;
  const cpuMs = gateway.cpuMs() - cpuFrom;
  await subscriptionsOf(gateway); // it watches itself until it is asked
  return cpuMs;
}

async function haveBegun(gateway: Contestant, count: number): Promise<void> {
  while ((await subscriptionsOf(gateway)) < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function subscriptionsOf(gateway: Contestant): Promise<number> {
  const response = await fetch(new URL('/bench/told', gateway.url));
  return ((await response.json()) as { count: number }).count;
}
