import {
  type ProjectPolicy as AwsProjectPolicy,
  DeleteProjectPolicyCommand,
  ListProjectPoliciesCommand,
  PutProjectPolicyCommand,
} from '@aws-sdk/client-rekognition';
import { type ProjectArn, projectArnParts } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { ProjectPolicy } from '../../domain/model.js';
import type { Upstream } from '../port.js';
import type { AwsCaller } from './caller.js';
import { readPages } from './pages.js';
import { sent, toEpochMs } from './to-domain.js';

/** The most that ListProjectPolicies answers in a page. */
const PAGE_SIZE = 5;

type Policies = Pick<Upstream, 'listProjectPolicies' | 'putProjectPolicy' | 'deleteProjectPolicy'>;

export function createPolicies(caller: AwsCaller): Policies {
  return {
    async listProjectPolicies(projectArn, callContext) {
      const at = projectArnParts(projectArn);
      try {
        const read = await readPages((nextToken) =>
          caller.call(
            at,
            'ListProjectPolicies',
            callContext,
            async ({ rekognition }, options) => {
              const input = { ProjectArn: projectArn, MaxResults: PAGE_SIZE, NextToken: nextToken };
              const page = await rekognition.send(new ListProjectPoliciesCommand(input), options);
              const values = (page.ProjectPolicies ?? []).map((it) => toProjectPolicy(projectArn, it));
              return { values, nextToken: page.NextToken, $metadata: page.$metadata };
            },
            { thing: projectArn },
          ),
        );
        return read.values;
      } catch (error) {
        if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },

    async putProjectPolicy(projectArn, { policyName, policyDocument, policyRevisionId }, callContext) {
      const input = {
        ProjectArn: projectArn,
        PolicyName: policyName,
        PolicyDocument: policyDocument,
        ...(policyRevisionId !== null && { PolicyRevisionId: policyRevisionId }),
      };
      const { answer } = await caller.call(
        projectArnParts(projectArn),
        'PutProjectPolicy',
        callContext,
        ({ rekognition }, options) => rekognition.send(new PutProjectPolicyCommand(input), options),
      );
      return sent(answer.PolicyRevisionId, 'PolicyRevisionId');
    },

    async deleteProjectPolicy(projectArn, policyName, policyRevisionId, callContext) {
      const input = {
        ProjectArn: projectArn,
        PolicyName: policyName,
        ...(policyRevisionId !== null && { PolicyRevisionId: policyRevisionId }),
      };
      await caller.call(
        projectArnParts(projectArn),
        'DeleteProjectPolicy',
        callContext,
        ({ rekognition }, options) => rekognition.send(new DeleteProjectPolicyCommand(input), options),
      );
    },
  };
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
