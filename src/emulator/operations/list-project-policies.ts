import { NEXT_TOKEN, POLICY_PAGE_SIZE, PROJECT_ARN } from '../members.js';
import { operation } from '../operation.js';
import { pageOf } from '../pagination.js';
import { TPS } from '../quotas.js';
import { ownProject, requireCustomLabels } from '../resources.js';
import type { Policy } from '../state.js';
import { toEpochSeconds } from '../timestamps.js';
import { structure } from '../validation/shape.js';

/**
 * https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 *
 * AWS does not say how it sorts [UNC]; ours is latest first.
 */
export const listProjectPolicies = operation({
  name: 'ListProjectPolicies',
  notes: 'Latest first, at most 5 a page.',
  tps: TPS,
  changesState: false,
  input: structure({ ProjectArn: PROJECT_ARN }, { NextToken: NEXT_TOKEN, MaxResults: POLICY_PAGE_SIZE }),
  run(world, { ProjectArn, NextToken, MaxResults = 5 }) {
    const project = ownProject(world, ProjectArn);
    requireCustomLabels(project, 'ListProjectPolicies');
    const scope = ['ListProjectPolicies', project.arn];
    const { page, next } = pageOf(project.policies, { scope, token: NextToken, limit: MaxResults });
    return { ProjectPolicies: page.map((policy) => toDescription(policy, project.arn)), ...next };
  },
});

function toDescription(policy: Policy, projectArn: string): object {
  return {
    ProjectArn: projectArn,
    PolicyName: policy.name,
    PolicyRevisionId: policy.revisionId,
    PolicyDocument: policy.document,
    CreationTimestamp: toEpochSeconds(policy.createdAtMs),
    LastUpdatedTimestamp: toEpochSeconds(policy.updatedAtMs),
  };
}
