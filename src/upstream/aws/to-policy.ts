import type { ProjectPolicy as AwsProjectPolicy } from '@aws-sdk/client-rekognition';
import type { ProjectArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { ProjectPolicy } from '../../domain/model.js';
import { sent, toEpochMs } from './to-domain.js';

export function toProjectPolicy(projectArn: ProjectArn, it: AwsProjectPolicy): ProjectPolicy {
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
