import { placeOf } from '../arns.js';
import { inUse, invalidParameter } from '../errors.js';
import { begin } from '../lifecycle.js';
import { KMS_KEY_ID, NAME, OUTPUT_CONFIG, PROJECT_ARN, TAGS, VERSION_ARN } from '../members.js';
import { newVersionIdentity } from '../new-version.js';
import { operation } from '../operation.js';
import { decisionOf } from '../policies/decision.js';
import { TPS } from '../quotas.js';
import {
  accessDenied,
  anyProject,
  anyVersion,
  type LivingVersion,
  ownProject,
  regionOfArn,
  requireCustomLabels,
} from '../resources.js';
import type { Project, VersionStatus } from '../state.js';
import { toTags } from '../tags.js';
import { structure } from '../validation/shape.js';
import type { World } from '../world.js';

const COPYABLE: readonly VersionStatus[] = ['TRAINING_COMPLETED', 'STOPPED', 'RUNNING', 'COPYING_COMPLETED'];
const IN_TRANSITION: readonly VersionStatus[] = [
  'TRAINING_IN_PROGRESS',
  'COPYING_IN_PROGRESS',
  'STARTING',
  'STOPPING',
  'DELETING',
];

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CopyProjectVersion.html
 *
 * Within a Region, also out of another account if a policy on the source project allows it.
 */
export const copyProjectVersion = operation({
  name: 'CopyProjectVersion',
  notes:
    'Same region. Out of another account only with a policy on the source project; a policy may also deny.',
  tps: TPS,
  changesState: true,
  input: structure(
    {
      SourceProjectArn: PROJECT_ARN,
      SourceProjectVersionArn: VERSION_ARN,
      DestinationProjectArn: PROJECT_ARN,
      VersionName: NAME,
      OutputConfig: OUTPUT_CONFIG,
    },
    { Tags: TAGS, KmsKeyId: KMS_KEY_ID },
  ),
  run(world, input) {
    requireSameRegion(world, input.SourceProjectArn, input.SourceProjectVersionArn);
    const destination = ownProject(world, input.DestinationProjectArn);
    const source = sourceOf(world, input.SourceProjectArn, input.SourceProjectVersionArn);
    requireCustomLabels(source, 'CopyProjectVersion');
    requireCustomLabels(destination, 'CopyProjectVersion');
    requireCopyable(source.status);
    const { nowMs, timing, fails } = world;
    const identity = newVersionIdentity(world, destination, input.VersionName);
    world.region.versions[identity.arn] = {
      ...identity,
      change: begin(
        'COPYING_IN_PROGRESS',
        fails ? 'COPYING_FAILED' : 'COPYING_COMPLETED',
        nowMs,
        timing.copyMs,
      ),
      training: source.training,
      trainingInput: source.trainingInput,
      testingInput: source.testingInput,
      output: { bucket: input.OutputConfig.S3Bucket, prefix: input.OutputConfig.S3KeyPrefix },
      tags: toTags(input.Tags),
      kmsKeyId: input.KmsKeyId,
      sourceArn: source.arn,
    };
    return { ProjectVersionArn: identity.arn };
  },
});

function requireSameRegion({ caller }: World, ...sources: readonly string[]): void {
  if (sources.every((arn) => placeOf(arn)?.region === caller.region)) return;
  throw invalidParameter('The source must be in the same AWS Region as the destination.');
}

/** The source, if the caller may copy it. Nobody learns whether a model of another account exists. */
function sourceOf(world: World, projectArn: string, arn: string): LivingVersion {
  const isOwn = placeOf(projectArn)?.account === world.caller.account;
  if (!isOwn && !mayCopy(world, regionOfArn(world.state, projectArn)?.projects[projectArn], arn))
    throw accessDenied(world, arn);
  const project = anyProject(world, projectArn);
  const version = anyVersion(world, arn);
  if (version.projectArn !== project.arn)
    throw invalidParameter('The source project version does not belong to the source project.');
  if (!mayCopy(world, project, arn)) throw accessDenied(world, arn);
  return version;
}

function mayCopy({ caller }: World, project: Project | undefined, arn: string): boolean {
  if (!project) return false;
  const documents = project.policies.map(({ document }) => document);
  const decision = decisionOf(documents, caller, arn);
  if (decision !== 'NONE') return decision === 'ALLOW';
  return placeOf(project.arn)?.account === caller.account;
}

/** Which error answers a source that is not ready is not documented [UNC]. */
function requireCopyable(status: VersionStatus): void {
  if (COPYABLE.includes(status)) return;
  const message = `The project version cannot be copied while its status is ${status}.`;
  throw IN_TRANSITION.includes(status) ? inUse(message) : invalidParameter(message);
}
