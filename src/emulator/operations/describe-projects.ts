import { FEATURE, NAMES, NEXT_TOKEN, PAGE_SIZE } from '../members.js';
import { operation } from '../operation.js';
import { pageOf } from '../pagination.js';
import { TPS } from '../quotas.js';
import { type LivingProject, projectsNow } from '../resources.js';
import { toEpochSeconds } from '../timestamps.js';
import { list, structure } from '../validation/shape.js';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 *
 * AWS sorts by creation time and does not say in which direction [UNC]; ours is latest first, as for versions.
 */
export const describeProjects = operation({
  name: 'DescribeProjects',
  notes: 'Latest first. `Features` left out means Custom Labels only. `Datasets` is always empty.',
  tps: TPS,
  changesState: false,
  input: structure(
    {},
    {
      NextToken: NEXT_TOKEN,
      MaxResults: PAGE_SIZE,
      ProjectNames: NAMES,
      Features: list(FEATURE, { min: 1, max: 2 }),
    },
  ),
  run(world, { NextToken, MaxResults = 100, ProjectNames, Features }) {
    const features = Features ?? ['CUSTOM_LABELS'];
    const projects = projectsNow(world)
      .filter(({ feature }) => features.includes(feature))
      .filter(({ name }) => !ProjectNames || ProjectNames.includes(name));
    const { account, region } = world.caller;
    const scope = ['DescribeProjects', account, region, ProjectNames ?? null, features];
    const { page, next } = pageOf(projects, { scope, token: NextToken, limit: MaxResults });
    return { ProjectDescriptions: page.map(toDescription), ...next };
  },
});

/** Feature and AutoUpdate are left out for Custom Labels projects, as AWS leaves them out. */
function toDescription({ arn, createdAtMs, status, feature, autoUpdate }: LivingProject): object {
  return {
    ProjectArn: arn,
    CreationTimestamp: toEpochSeconds(createdAtMs),
    Status: status,
    Datasets: [],
    ...(feature === 'CUSTOM_LABELS' ? {} : { Feature: feature, AutoUpdate: autoUpdate }),
  };
}
