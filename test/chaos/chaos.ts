import { setTimeout as pause } from 'node:timers/promises';
import { Rekognition } from '@aws-sdk/client-rekognition';
import { FAST } from '../fault/fault-world.js';
import { createClockFile } from '../support/clock-file.js';
import { controlOf, credentialsOf } from '../support/emulator.js';
import { type Instance, startInstances } from '../support/instances.js';
import { cursorAt } from '../support/query-at.js';
import { createRandom, oneOf } from '../support/random.js';
import { countBehind } from './behind.js';
import { Counts } from './counts.js';
import { DISTURBANCES } from './disturbances.js';
import { makePolicies, makeProjects, makeVersions, startAndStop } from './drivers.js';
import { createFailingRedis } from './failing-redis.js';
import { Truth } from './truth.js';
import { observer, readOn } from './watchers.js';

interface Options {
  readonly seed: number;
  readonly seconds: number;
  /** Whether Redis keeps on disk what it is told. */
  readonly isDurable: boolean;
  /** Hears of each disturbance as it begins. */
  readonly onDisturbance: (name: string, instance: string) => void;
}

const SUBSCRIBERS = 10;
const READERS = 3;
const CALM_MS = 1_500;

/** Three instances on one Redis, disturbed one way after the other, while clients change, read and follow. */
export async function runChaos({ seed, seconds, isDurable, onDisturbance }: Options): Promise<Counts> {
  const random = createRandom(seed);
  /** Of the disturbances alone, so that a seed gives the same ones however fast the clients are. */
  const chance = createRandom(seed + 1_000);
  const counts = new Counts();
  const gatewayClock = createClockFile();
  const instances = await startInstances({
    ...{ count: 3, regions: ['us-east-1'], versionsEach: 2, isDurable },
    settings: { POLL_INTERVAL_MS: '500', UPSTREAM_TPS: FAST, ...gatewayClock.env },
    emulator: { EMULATOR_SPEED: '50', EMULATOR_TPS: '0' },
  });
  const redis = await createFailingRedis(instances.redis, instances.all, isDurable);
  const control = controlOf(instances.emulatorUrl);
  const credentials = credentialsOf('123456789012');
  const aws = new Rekognition({ endpoint: instances.emulatorUrl, region: 'us-east-1', credentials });
  const [[projectArn = '', arns = []] = []] = [...instances.seed.versions];
  const urls = () => instances.all.filter((it) => it.process.isRunning).map((it) => it.url);
  const endsAt = performance.now() + seconds * 1_000;
  let isOver = false;

  const stage = { truth: new Truth(control), counts, random, urls, aws, isOver: () => isOver };
  const after = await cursorAt(urls()[0] ?? '');
  const clients = Array.from({ length: SUBSCRIBERS }, () => observer(stage, after));
  const busy = [
    ...arns.map((arn) => startAndStop(stage, projectArn, arn)),
    ...[makeProjects(stage), makeVersions(stage, projectArn, arns[0] ?? ''), makePolicies(stage, projectArn)],
  ];
  const readOnce = () => readOn(stage, arns, stage.isOver, () => gatewayClock.setAt);
  const reading = Array.from({ length: READERS }, readOnce);

  const leave = (it: Instance) => {
    for (const client of clients) if (client.url === it.url) client.leave();
  };
  const disturbed = { instances: instances.all, redis, gatewayClock, control, random: chance, leave };
  while (performance.now() < endsAt) {
    const name = oneOf(Object.keys(DISTURBANCES), chance) ?? '';
    const instance = oneOf(instances.all, chance) as Instance;
    onDisturbance(name, instance.name);
    await DISTURBANCES[name]?.(disturbed, instance);
    await pause(chance() * CALM_MS);
  }
  isOver = true;
  await Promise.all([...busy, ...reading]);
  counts.lost += await countBehind(clients, arns, stage, projectArn);
  for (const it of clients) it.close();
  aws.destroy();
  await redis.close();
  await instances.close();
  gatewayClock.remove();
  return counts;
}
