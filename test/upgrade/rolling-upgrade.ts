import { setTimeout as pause } from 'node:timers/promises';
import { Rekognition } from '@aws-sdk/client-rekognition';
import { countBehind } from '../chaos/behind.js';
import { Counts } from '../chaos/counts.js';
import { makePolicies, makeProjects, makeVersions, startAndStop } from '../chaos/drivers.js';
import { Truth } from '../chaos/truth.js';
import { observer, readOn } from '../chaos/watchers.js';
import { FAST } from '../fault/fault-world.js';
import { controlOf, credentialsOf } from '../support/emulator.js';
import { buildGateway, type GatewayProcess } from '../support/gateway-process.js';
import { startInstances } from '../support/instances.js';
import { cursorAt } from '../support/query-at.js';
import { createRandom } from '../support/random.js';
import { buildEarlier } from './earlier-release.js';
import { tellOn } from './tell-on.js';

const SEED = 14;
const INSTANCES = 3;
const SUBSCRIBERS = 10;

/** Instances of an earlier release are replaced one by one, while clients change, read and follow. */
export async function runUpgrade(commit: string, seconds: number): Promise<Counts> {
  const [earlier, current] = [buildEarlier(commit), buildGateway()];
  const world = await startInstances({
    ...{ count: 0, regions: ['us-east-1'], versionsEach: 2 },
    settings: { POLL_INTERVAL_MS: '500', UPSTREAM_TPS: FAST },
    emulator: { EMULATOR_SPEED: '50', EMULATOR_TPS: '0' },
  });
  const serving: GatewayProcess[] = [];
  for (let count = 0; count < INSTANCES; count++) serving.push(await earlier.start(world.settings));
  const credentials = credentialsOf('123456789012');
  const aws = new Rekognition({ endpoint: world.emulatorUrl, region: 'us-east-1', credentials });
  const [[projectArn = '', arns = []] = []] = [...world.seed.versions];
  const counts = new Counts();
  let isOver = false;
  const stage = {
    ...{ truth: new Truth(controlOf(world.emulatorUrl)), counts, aws, random: createRandom(SEED) },
    urls: () => serving.map((it) => it.url),
    isOver: () => isOver,
  };
  const after = await cursorAt(stage.urls()[0] ?? '');
  const clients = Array.from({ length: SUBSCRIBERS }, () => observer(stage, after));
  const busy = [
    ...arns.map((arn) => startAndStop(stage, projectArn, arn)),
    ...[makeProjects(stage), makeVersions(stage, projectArn, arns[0] ?? ''), makePolicies(stage, projectArn)],
    readOn(stage, arns, stage.isOver, () => Number.NEGATIVE_INFINITY),
  ];

  const telling = tellOn(world.redis, () => isOver);

  const stepMs = (seconds * 1_000) / (INSTANCES + 1);
  await pause(stepMs);
  for (let count = 0; count < INSTANCES; count++) {
    const [oldest] = serving.splice(0, 1); // a balancer sends nobody there any more
    serving.push(await current.start(world.settings));
    oldest?.send('SIGTERM');
    await oldest?.exit;
    await pause(stepMs);
  }
  isOver = true;
  await Promise.all(busy);
  counts.told = await telling;
  counts.lost += await countBehind(clients, arns, stage, projectArn);
  for (const it of clients) it.close();
  aws.destroy();
  for (const it of serving) await it.kill();
  await world.close();
  for (const it of [earlier, current]) it.remove();
  return counts;
}
