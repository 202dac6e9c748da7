import {
  ListWorkflowsDocument,
  type ListWorkflowsQuery,
  PromoteModelDocument,
} from '../../schema/generated/operations.js';
import { createRandom } from '../support/random.js';
import { type Course, disturb } from './promotion-disturbances.js';
import { PromotionTruth } from './promotion-truth.js';
import { ALIAS, HOME, PARTNER, PromotionWorld } from './promotion-world.js';

type Workflow = ListWorkflowsQuery['workflows']['nodes'][number];

/** What was done to one promotion, and what is there at its end. */
export interface PromotionEnd {
  /** In words, for a test that fails. */
  readonly story: readonly string[];
  readonly truth: PromotionTruth;
  readonly workflow: Workflow;
  /** Of the source's project. */
  readonly policies: readonly string[];
  /** Of the copy's name; undefined: there is none. */
  readonly copy: { readonly arn: string; readonly status: string; readonly isCopy: boolean } | undefined;
  readonly isProjectMade: boolean;
  readonly hasProject: boolean;
  readonly aliasBefore: string | undefined;
  readonly alias: string | undefined;
}

const DAY_MS = 86_400_000;

/**
 * Promotions one after the other, each disturbed at random: the same for the same seed.
 * @param haveTwoHolders - two gateways act all the time, as by right only one does
 */
export async function walkPromotions(
  seed: number,
  count: number,
  haveTwoHolders: boolean,
): Promise<PromotionEnd[]> {
  const random = createRandom(seed);
  const world = await PromotionWorld.begin(haveTwoHolders);
  try {
    const ends: PromotionEnd[] = [];
    for (let index = 0; index < count; index += 1) ends.push(await promote(world, random, index, undergo));
    return ends;
  } finally {
    await world.close();
  }
}

/** Promotions whose gateway is killed: of each three steps later than of the one before. */
export async function killPromotions(seed: number, count: number): Promise<PromotionEnd[]> {
  const random = createRandom(seed);
  const world = await PromotionWorld.begin(false);
  try {
    const ends: PromotionEnd[] = [];
    for (let step = 0; step < count; step += 1)
      ends.push(
        await promote(world, random, step, async () => {
          await world.kill(3 * step);
          return [`killed at step ${3 * step}`];
        }),
      );
    return ends;
  } finally {
    await world.close();
  }
}

async function promote(
  world: PromotionWorld,
  random: () => number,
  index: number,
  undergone: (course: Course) => Promise<string[]>,
): Promise<PromotionEnd> {
  const isFar = random() < 0.7;
  const isProjectMade = random() < 0.6;
  const [destination, { accountId }] = isFar ? [world.partner, PARTNER] : [world.home, HOME];
  const projectName = isProjectMade ? `made-${index}` : 'shared';
  const versionName = `copy-${index}`;
  const truth = new PromotionTruth(isFar);
  if (!isProjectMade) await world.person(() => destination.requireProject(projectName));
  const aliasBefore = world.aliasOf(await destination.projectArn(projectName));
  world.truth = truth;
  const { promoteModelVersion } = await world.run(PromoteModelDocument, {
    input: {
      ...{ modelVersionArn: world.sourceArn, destinationAccountId: accountId },
      ...{ destinationProjectName: projectName, versionName, aliasName: ALIAS },
      outputConfig: { s3Bucket: 'bucket' },
    },
  });
  const id = promoteModelVersion.workflow?.id;
  if (!id) throw new Error(JSON.stringify(promoteModelVersion.userErrors));
  const course: Course = { world, truth, random, id, destination, projectName, versionName };
  const story = [
    isFar ? 'into another account' : 'within an account',
    projectName,
    ...(await undergone(course)),
  ];
  const workflow = await endOf(course);
  const projectArn = await destination.projectArn(projectName);
  const version = await destination.version(projectName, versionName);
  const policies = await world.home.policies(world.sourceProjectArn);
  for (const { PolicyName = '' } of policies)
    await world.person(() => world.home.deletePolicy(world.sourceProjectArn, PolicyName));
  return {
    ...{ story, truth, workflow, isProjectMade, aliasBefore, alias: world.aliasOf(projectArn) },
    policies: policies.map(({ PolicyName = '' }) => PolicyName),
    copy: version && {
      ...{ arn: version.ProjectVersionArn ?? '', status: version.Status ?? '' },
      isCopy: version.SourceProjectVersionArn !== undefined,
    },
    hasProject: projectArn !== undefined,
  };
}

/** Then AWS works again. */
async function undergo(course: Course): Promise<string[]> {
  const { world, random } = course;
  const story: string[] = [];
  for (let left = 1 + Math.floor(random() * 5); left > 0; left -= 1) {
    await world.fleet.time.advance(Math.floor(random() * 2_500));
    story.push(await disturb(course));
  }
  await world.fleet.time.advance(Math.floor(random() * 20_000));
  await world.fleet.emulator.control.clearFaults();
  return story;
}

/** A day later at most. */
async function endOf({ world, id }: Course): Promise<Workflow> {
  const lastAt = world.fleet.time.now() + DAY_MS;
  for (;;) {
    const { workflows } = await world.run(ListWorkflowsDocument, { first: 100 });
    const workflow = workflows.nodes.find((it) => it.id === id);
    if (!workflow) throw new Error('it is not listed');
    if (workflow.endedAt !== null || world.fleet.time.now() > lastAt) return workflow;
    await world.fleet.time.advance(5_000);
  }
}
