import type { ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import {
  deleteModelVersion,
  startModelVersion,
  stopModelVersion,
} from '../../src/services/mutations/model-version-changes.js';
import { copyModelVersion, createModelVersion } from '../../src/services/mutations/new-model-versions.js';
import type { Change as Declared } from '../../src/services/mutations/one-change.js';
import type { MutationName } from '../../src/services/mutations/run-mutation.js';
import { deletePolicy, putPolicy } from '../../src/services/policies.js';
import { createProject, deleteProject } from '../../src/services/projects.js';
import { anUpstream, RATELESS } from '../contract/upstream-stage.js';
import { HERE, newCopy, newProject, newVersion } from '../contract/upstream-world.js';
import { startTestEmulator } from '../support/emulator.js';
import { createRandom, oneOf } from '../support/random.js';
import { RedisStage } from '../support/redis-stage.js';
import { ChangingInstance, createSkippingClock, type Mood, type Told } from './any-order-stage.js';
import { CHANGES, type Change } from './changes.js';
import { createWorld, POLICY, type World } from './fault-world.js';

const SEED = Number(process.env.ANY_ORDER_SEED ?? 1);
const WALKS = 5;
const INSTANCES = 3;
/** A death shows to the others after this. */
const TAKEN_OVER_MS = 11_000;
const MOODS: readonly Mood[] = [
  ...(['well', 'dies before', 'dies after'] as const),
  ...(['answer lost', 'answer lost, looks fail', 'cut off'] as const),
];

const redis = new RedisStage();

function declaredFor(field: string, world: World): Declared<object, unknown, unknown> {
  const projectArn = world.projectArn as ProjectArn;
  const [trainedArn, runningArn] = [world.trainedArn as ModelVersionArn, world.runningArn as ModelVersionArn];
  const copy = newCopy({
    ...{ sourceProjectArn: projectArn, sourceModelVersionArn: trainedArn },
    ...{ destinationProjectArn: projectArn, versionName: 'copy' },
  });
  const put = { projectArn, policyName: 'new', policyDocument: POLICY, policyRevisionId: null };
  const projectName = `${world.projectName}-new`;
  const all: Readonly<Record<string, object>> = {
    createProject: createProject({ ...newProject({ projectName }), accountId: null, region: null }),
    deleteProject: deleteProject(world.emptyProjectArn as ProjectArn),
    createModelVersion: createModelVersion(projectArn, newVersion({ versionName: 'new' })),
    startModelVersion: startModelVersion(trainedArn, { min: 2, max: null }),
    stopModelVersion: stopModelVersion(runningArn),
    copyModelVersion: copyModelVersion(copy),
    deleteModelVersion: deleteModelVersion(trainedArn),
    putProjectPolicy: putPolicy(put),
    deleteProjectPolicy: deletePolicy(projectArn, 'lend', null),
  };
  return all[field] as Declared<object, unknown, unknown>;
}

/** One key, used again and again on instances by chance that die and are cut off, until it is told how it ended. */
async function walk(change: Change, seed: number) {
  const random = createRandom(seed);
  const emulator = await startTestEmulator({ transitions: 'immediate' });
  const endpoint = { url: emulator.url, accessKeyId: HERE.accountId, secretAccessKey: 'x' };
  const upstream = anUpstream([HERE], endpoint, RATELESS);
  const world = await createWorld(emulator.url, 'p');
  await emulator.control.clearRequests();
  const [names, clock] = [redis.names(), createSkippingClock()];
  const start = () => ChangingInstance.start(redis.redis.port, names, clock, upstream);
  const instances = await Promise.all(Array.from({ length: INSTANCES }, start));
  const story: string[] = [];
  const told: Told[] = [];
  /** An instance died that had used the key without Redis. */
  let isWindow = false;

  async function use(mood: Mood): Promise<Told> {
    const index = Math.floor(random() * INSTANCES);
    const instance = instances[index] as ChangingInstance;
    const { isCut } = instance;
    const answer = await instance.use(change.field as MutationName, mood, () =>
      declaredFor(change.field, world),
    );
    story.push(`${index} ${isCut ? 'alone ' : ''}${mood}: ${answer}`);
    told.push(answer);
    if (answer === 'died') {
      isWindow ||= isCut;
      clock.skip(TAKEN_OVER_MS);
      await redis.redis.client().hincrbyfloat(names.keyTime, 'now', TAKEN_OVER_MS);
      instances[index] = await start();
    }
    return answer;
  }

  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const other = instances[Math.floor(random() * INSTANCES)] as ChangingInstance;
    if (random() < 0.4) await (other.isCut ? other.heal() : other.cut());
    await use(oneOf(MOODS, random) ?? 'well');
  }
  for (const it of instances) if (it.isCut) await it.heal();
  let last = await use('well');
  for (let tries = 0; (last === 'unknown' || last === 'failed') && tries < 3; tries++)
    last = await use('well');

  const { requests } = await emulator.control.requests();
  const asked = requests.filter((it) => it.operation === change.operation);
  const acted = asked.filter((it) => it.errorType === undefined).length;
  for (const it of instances) await it.close();
  world.aws.destroy();
  upstream.close();
  await emulator.close();
  return { field: change.field, seed, last, acted, asked: asked.length, told, isWindow, story };
}

it.each(Array.from({ length: WALKS }, (_, index) => SEED + index))(
  'every change is made once and never called refused, whatever happens in whatever order: seed %d',
  async (seed) => {
    const walks = await Promise.all(CHANGES.map((it, index) => walk(it, seed * 100 + index)));
    for (const it of walks) {
      const isKnown = it.last === 'done' || (it.isWindow && it.last === 'unknown');
      expect({ ...it, isKnown }).toEqual({ ...it, acted: 1, asked: 1, isKnown: true });
      expect(it.told).not.toContain('refused');
    }
  },
);
