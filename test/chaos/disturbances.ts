import { setTimeout as pause } from 'node:timers/promises';
import type { ClockFile } from '../support/clock-file.js';
import type { Control } from '../support/emulator.js';
import type { Instance } from '../support/instances.js';
import { oneOf } from '../support/random.js';
import type { FailingRedis } from './failing-redis.js';

/** All that can be disturbed. */
interface Disturbed {
  readonly instances: readonly Instance[];
  readonly redis: FailingRedis;
  readonly gatewayClock: ClockFile;
  readonly control: Control;
  /** In [0, 1). */
  readonly random: () => number;
  /** Clients let go of it, as of one that does not answer. */
  readonly leave: (it: Instance) => void;
}

type Disturbance = (it: Disturbed, instance: Instance) => Promise<void>;

const HOURS = [-48, -2, -0.01, 0.01, 2, 48];

/** Each ends with everything in order again, but for the clocks, which stay where they were set. */
export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  async kill({ random }, instance) {
    await instance.process.kill();
    await pause(random() * 1_000);
    await instance.restart();
  },
  async stop({ random, leave }, instance) {
    instance.process.pause();
    leave(instance);
    await pause(500 + random() * 3_000);
    instance.process.resume();
  },
  async cut({ random }, { redis }) {
    redis.refuse(true);
    redis.cut();
    await pause(random() * 2_500);
    redis.refuse(false);
  },
  async silence({ random }, { redis }) {
    redis.freeze(true);
    await pause(500 + random() * 3_000);
    redis.freeze(false);
  },
  async cutAndKill({ random }, instance) {
    instance.redis.refuse(true);
    instance.redis.cut();
    await pause(500 + random() * 1_500);
    await instance.process.kill();
    instance.redis.refuse(false);
    await instance.restart();
  },
  async redisRestart({ redis, random }) {
    await redis.primary.kill();
    await pause(random() * 1_500);
    await redis.primary.start();
  },
  async redisStop({ redis, random }) {
    redis.primary.pause();
    await pause(500 + random() * 2_500);
    redis.primary.resume();
  },
  failover: ({ redis, random }) => redis.failOver(random() * 1_500, (ms) => pause(ms)),
  async full({ redis, random }) {
    await redis.fill(true);
    await pause(500 + random() * 2_500);
    await redis.fill(false);
  },
  flush: ({ redis }) => redis.primary.flush(),
  async gatewayClocks({ gatewayClock, random }) {
    gatewayClock.set((oneOf(HOURS, random) ?? 0) * 3_600);
  },
  /** AWS loses answers, and is slow. */
  async aws({ control, random }) {
    await control.addFault({ operation: '*', replyLost: true, rate: 0.3 });
    await control.addFault({ operation: '*', latencyMs: 300, rate: 0.3 });
    await pause(1_000 + random() * 2_000);
    await control.clearFaults();
  },
};
