import { start } from './contestants.js';
import type { Crowd } from './crowd.js';
import type { Grown } from './inventories.js';
import { joinCrowd, sendEvent } from './one-event.js';
import { gatewayOfEvents } from './starts.js';
import { median } from './statistics.js';

const SUBSCRIBERS = [1, 10, 100, 1_000, 5_000];
const WARM_UPS = 15;
const ROUNDS = 15;

/** Processor time for one event until the last subscriber has it, milliseconds; with the request that makes it. */
export async function measureEventGrowth(): Promise<Grown> {
  const gateway = await start(gatewayOfEvents('empty'));
  const crowds: Crowd[] = [];
  const points: [number, number][] = [];
  let joined = 0;
  for (const count of SUBSCRIBERS) {
    crowds.push(await joinCrowd(gateway, count - joined));
    joined = count;
    for (let i = 0; i < WARM_UPS; i++) await sendEvent(gateway, crowds);
    const costs: number[] = [];
    for (let i = 0; i < ROUNDS; i++) costs.push((await sendEvent(gateway, crowds)).cpuMs);
    points.push([count, median(costs)]);
  }
  for (const it of crowds) it.end();
  await gateway.end();
  return { name: 'with the request that makes it', points };
}
