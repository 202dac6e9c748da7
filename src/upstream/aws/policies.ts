import {
  type ProjectPolicy as AwsProjectPolicy,
  DeleteProjectPolicyCommand,
  ListProjectPoliciesCommand,
  PutProjectPolicyCommand,
} from '@aws-sdk/client-rekognition';
import { type ProjectArn, projectArnParts } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { ProjectPolicy } from '../../domain/model.js';
import type { CallContext, Upstream } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { type Page, readPages } from './pages.js';
import { orNull, sent, toEpochMs } from './to-domain.js';

/** The most that ListProjectPolicies answers in a page. */
const PAGE_SIZE = 5;

type Policies = Pick<Upstream, 'listProjectPolicies' | 'putProjectPolicy' | 'deleteProjectPolicy'>;

export function createPolicies(caller: AwsCaller): Policies {
  return {
    async listProjectPolicies(projectArn, callContext) {
      const pages = await orNull(
        readPages((nextToken) => readPage(caller, projectArn, nextToken, callContext)),
      );
      return pages?.values ?? null;
    },

    async putProjectPolicy(projectArn, { policyName, policyDocument, policyRevisionId }, callContext) {
      const command = new PutProjectPolicyCommand({
        ProjectArn: projectArn,
        PolicyName: policyName,
        PolicyDocument: policyDocument,
        ...(policyRevisionId !== null && { PolicyRevisionId: policyRevisionId }),
      });
      const at = projectArnParts(projectArn);
      const about = { thing: projectArn };
      const answer = await caller.send(at, 'PutProjectPolicy', callContext, command, about);
      return sent(answer.PolicyRevisionId, 'PolicyRevisionId');
    },

    async deleteProjectPolicy(projectArn, policyName, policyRevisionId, callContext) {
      const command = new DeleteProjectPolicyCommand({
        ProjectArn: projectArn,
        PolicyName: policyName,
        ...(policyRevisionId !== null && { PolicyRevisionId: policyRevisionId }),
      });
      const at = projectArnParts(projectArn);
      await caller.send(at, 'DeleteProjectPolicy', callContext, command, { thing: projectArn });
    },
  };
}

function readPage(
  caller: AwsCaller,
  projectArn: ProjectArn,
  nextToken: string | undefined,
  callContext: CallContext,
): Promise<AwsAnswer<Page<ProjectPolicy>>> {
  const input = { ProjectArn: projectArn, MaxResults: PAGE_SIZE, NextToken: nextToken };
  const send: Send<Page<ProjectPolicy>> = async ({ rekognition }, options) => {
    const page = await rekognition.send(new ListProjectPoliciesCommand(input), options);
    const values = (page.ProjectPolicies ?? []).map((it) => toProjectPolicy(projectArn, it));
    return { values, nextToken: page.NextToken, $metadata: page.$metadata };
  };
  const at = projectArnParts(projectArn);
  return caller.call(at, 'ListProjectPolicies', callContext, send, { thing: projectArn });
}

function toProjectPolicy(projectArn: ProjectArn, it: AwsProjectPolicy): ProjectPolicy {
  return {
    kind: 'ProjectPolicy',
    projectArn,
    policyName: sent(it.PolicyName, 'PolicyName'),
    policyRevisionId: sent(it.PolicyRevisionId, 'PolicyRevisionId'),
    policyDocument: toJsonObject(sent(it.PolicyDocument, 'PolicyDocument')),
    creationTimestamp: toEpochMs(it.CreationTimestamp),
    lastUpdatedTimestamp: toEpochMs(it.LastUpdatedTimestamp),
  };
}

function toJsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new GatewayError('UPSTREAM_FAILED', 'AWS answered a policy that is not JSON.', { cause });
  }
  throw new GatewayError('UPSTREAM_FAILED', 'AWS answered a policy that is not a JSON object.');
}
