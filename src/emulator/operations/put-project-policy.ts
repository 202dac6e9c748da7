import { randomBytes } from 'node:crypto';
import { inUse, limitExceeded, ServiceError } from '../errors.js';
import { POLICY_DOCUMENT, POLICY_NAME, POLICY_REVISION_ID, PROJECT_ARN } from '../members.js';
import { operation } from '../operation.js';
import { parsePolicyDocument } from '../policies/document.js';
import { requireRevision } from '../policies/revision.js';
import { TPS } from '../quotas.js';
import { ownProject, requireCustomLabels } from '../resources.js';
import type { Policy } from '../state.js';
import { structure } from '../validation/shape.js';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_PutProjectPolicy.html
 *
 * Without a revision id a policy is new, with one it replaces that revision. Not documented [UNC]: an id for a name
 * that has no policy is InvalidPolicyRevisionId, a sixth policy is LimitExceeded.
 */
export const putProjectPolicy = operation({
  name: 'PutProjectPolicy',
  notes:
    'The documented grammar is checked. Five policies a project. Conditions are stored, but never allow.',
  tps: TPS,
  changesState: true,
  input: structure(
    { ProjectArn: PROJECT_ARN, PolicyName: POLICY_NAME, PolicyDocument: POLICY_DOCUMENT },
    { PolicyRevisionId: POLICY_REVISION_ID },
  ),
  run(world, { ProjectArn, PolicyName, PolicyDocument, PolicyRevisionId }) {
    const { status, ...project } = ownProject(world, ProjectArn);
    requireCustomLabels(project, 'PutProjectPolicy');
    if (status === 'DELETING') throw inUse('The project is being deleted.');
    parsePolicyDocument(PolicyDocument);
    const known = project.policies.find(({ name }) => name === PolicyName);
    const others = project.policies.filter(({ name }) => name !== PolicyName);
    requireExpected(known, PolicyName, PolicyRevisionId);
    if (others.length >= world.quotas.policiesPerProject)
      throw limitExceeded(`A project may have at most ${world.quotas.policiesPerProject} policies.`);
    const policy: Policy = {
      name: PolicyName,
      revisionId: randomBytes(16).toString('hex'),
      document: PolicyDocument,
      createdAtMs: known?.createdAtMs ?? world.nowMs,
      updatedAtMs: world.nowMs,
    };
    world.region.projects[project.arn] = { ...project, policies: [...others, policy] };
    return { PolicyRevisionId: policy.revisionId };
  },
});

function requireExpected(known: Policy | undefined, name: string, revisionId: string | undefined): void {
  if (revisionId !== undefined) requireRevision(known, revisionId);
  else if (known)
    throw new ServiceError('ResourceAlreadyExistsException', `A policy named ${name} exists already.`);
}
