import { notFound } from '../errors.js';
import { POLICY_NAME, POLICY_REVISION_ID, PROJECT_ARN } from '../members.js';
import { operation } from '../operation.js';
import { requireRevision } from '../policies/revision.js';
import { TPS } from '../quotas.js';
import { ownProject, requireCustomLabels } from '../resources.js';
import { structure } from '../validation/shape.js';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProjectPolicy.html */
export const deleteProjectPolicy = operation({
  name: 'DeleteProjectPolicy',
  notes: 'With a revision id only that revision; without one the policy as it is.',
  tps: TPS,
  changesState: true,
  input: structure(
    { ProjectArn: PROJECT_ARN, PolicyName: POLICY_NAME },
    { PolicyRevisionId: POLICY_REVISION_ID },
  ),
  run(world, { ProjectArn, PolicyName, PolicyRevisionId }) {
    const { status: _, ...project } = ownProject(world, ProjectArn);
    requireCustomLabels(project, 'DeleteProjectPolicy');
    const policy = project.policies.find(({ name }) => name === PolicyName);
    if (!policy) throw notFound(`Project policy ${PolicyName}`);
    if (PolicyRevisionId !== undefined) requireRevision(policy, PolicyRevisionId);
    const policies = project.policies.filter((it) => it !== policy);
    world.region.projects[project.arn] = { ...project, policies };
    return {};
  },
});
