import {
  ListWorkflowsDocument,
  type ListWorkflowsQuery,
  RollOutModelDocument,
} from '../../schema/generated/operations.js';
import { createRandom, oneOf } from '../support/random.js';
import { type Course, disturb } from './roll-out-disturbances.js';
import { type RollOutCase, RollOutTruth } from './roll-out-truth.js';
import { ALIAS, RollOutWorld } from './roll-out-world.js';

type Workflow = ListWorkflowsQuery['workflows']['nodes'][number];

/** What was done to one rollout, and what is there at its end. */
export interface RollOutEnd {
  /** In words, for a test that fails. */
  readonly story: readonly string[];
  readonly of: RollOutCase;
  readonly truth: RollOutTruth;
  readonly workflow: Workflow;
  readonly alias: string | undefined;
  /** ARN → status. */
  readonly statuses: ReadonlyMap<string, string>;
}

const DAY_MS = 86_400_000;

/**
 * Rollouts one after the other, each disturbed at random: the same for the same seed.
 * @param haveTwoHolders - two gateways act all the time, as by right only one does
 */
export async function walkRollOuts(
  seed: number,
  count: number,
  haveTwoHolders: boolean,
): Promise<RollOutEnd[]> {
  const random = createRandom(seed);
  const ends: RollOutEnd[] = [];
  let world = await RollOutWorld.begin(haveTwoHolders);
  try {
    for (let index = 0; index < count; index += 1) {
      if (((await world.settle()).size ?? 0) < 3) {
        await world.close();
        world = await RollOutWorld.begin(haveTwoHolders);
      }
      ends.push(await rollOut(world, random));
    }
  } finally {
    await world.close();
  }
  return ends;
}

/** What there is before: an alias that names a version that runs, or none. */
async function prepare(world: RollOutWorld, random: () => number): Promise<RollOutCase> {
  world.truth = null;
  const [targetArn = '', previousArn = '', third = ''] = world.versions.toSorted(() => random() - 0.5);
  const hasPrevious = random() < 0.85;
  const didTargetRun = random() < 0.2;
  const runs = [...(hasPrevious ? [previousArn] : []), ...(didTargetRun ? [targetArn] : [])];
  for (const arn of [targetArn, previousArn, third])
    await (runs.includes(arn) ? world.start : world.stop)(arn);
  await world.settle();
  await world.moveAlias(hasPrevious ? previousArn : null);
  await world.fleet.time.advance(130_000); // the catalog knows of it
  const stopsPrevious = random() < 0.8;
  return {
    ...{ targetArn, previousArn: hasPrevious ? previousArn : null, stopsPrevious, didTargetRun },
    didPreviousRun: hasPrevious,
  };
}

async function rollOut(world: RollOutWorld, random: () => number): Promise<RollOutEnd> {
  const of = await prepare(world, random);
  const truth = new RollOutTruth(of);
  world.truth = truth;
  const bake = oneOf([null, 'PT10S', 'PT2M'], random) ?? null;
  const { rollOutModelVersion } = await world.run(RollOutModelDocument, {
    input: {
      ...{ aliasName: ALIAS, modelVersionArn: of.targetArn, minInferenceUnits: 1 },
      ...{ bake, stopPrevious: of.stopsPrevious },
    },
  });
  const id = rollOutModelVersion.workflow?.id;
  if (!id) throw new Error(JSON.stringify([rollOutModelVersion.userErrors, of]));
  const course: Course = { world, truth, random, id, of };
  const story = [JSON.stringify({ ...of, bake }), ...(await undergo(course))];
  const workflow = await endOf(course);
  const statuses = await world.settle();
  truth.seen(statuses.get(world.aliasOf() ?? ''));
  return { story, of, truth, workflow, alias: world.aliasOf(), statuses };
}

/** Then AWS works again. */
async function undergo(course: Course): Promise<string[]> {
  const { world, random } = course;
  const story: string[] = [];
  for (let left = 1 + Math.floor(random() * 5); left > 0; left -= 1) {
    await world.fleet.time.advance(Math.floor(random() * 6_000));
    story.push(await disturb(course));
    await look(course);
  }
  await world.fleet.time.advance(Math.floor(random() * 20_000));
  await world.fleet.emulator.control.clearFaults();
  return story;
}

async function look({ world, truth }: Course): Promise<void> {
  const statuses = await world.statuses();
  const alias = world.aliasOf();
  if (statuses && alias) truth.seen(statuses.get(alias));
}

/** A day later at most. */
async function endOf(course: Course): Promise<Workflow> {
  const { world, id } = course;
  const lastAt = world.fleet.time.now() + DAY_MS;
  for (;;) {
    await look(course);
    const { workflows } = await world.run(ListWorkflowsDocument, { first: 100 });
    const workflow = workflows.nodes.find((it) => it.id === id);
    if (!workflow) throw new Error('it is not listed');
    if (workflow.endedAt !== null || world.fleet.time.now() > lastAt) return workflow;
    await world.fleet.time.advance(5_000);
  }
}
