import { setTimeout as pause } from 'node:timers/promises';
import type { Instance } from '../support/instances.js';

interface Disturbance {
  /** Resolves when it is over. @param leave - its clients let go of it, as of one that does not answer */
  readonly act: (it: Instance, ms: number, leave: () => void) => Promise<void>;
  /** Clients do not come to it meanwhile. */
  readonly isAway: boolean;
  readonly ms: number;
}

async function kill(it: Instance, ms: number): Promise<void> {
  await it.process.kill();
  await pause(ms);
  await it.restart();
}

async function stop(it: Instance, ms: number, leave: () => void): Promise<void> {
  it.process.pause();
  leave();
  await pause(ms);
  it.process.resume();
}

async function cut(it: Instance, ms: number): Promise<void> {
  it.redis.refuse(true);
  it.redis.cut();
  await pause(ms);
  it.redis.refuse(false);
}

async function freeze(it: Instance, ms: number): Promise<void> {
  it.redis.freeze(true);
  await pause(ms);
  it.redis.freeze(false);
}

const killed = (ms: number): Disturbance => ({ act: kill, isAway: true, ms });
const paused = (ms: number): Disturbance => ({ act: stop, isAway: true, ms });
const cutOff = (ms: number): Disturbance => ({ act: cut, isAway: false, ms });
const silenced = (ms: number): Disturbance => ({ act: freeze, isAway: false, ms });

/** Twenty: seven deaths, five pauses (one longer than a lease), five cuts, three silences longer than a command. */
export const DISTURBANCES: readonly Disturbance[] = [
  ...[killed(200), cutOff(0), paused(1_500), killed(0), silenced(3_500)],
  ...[cutOff(1_000), killed(500), paused(9_000), cutOff(50), killed(100)],
  ...[paused(500), silenced(1_500), killed(0), cutOff(2_500), paused(2_500)],
  ...[killed(300), silenced(3_200), cutOff(0), paused(1_000), killed(0)],
];
