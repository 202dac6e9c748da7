import {
  type ModelVersionArn,
  type ProjectArn,
  parseModelVersionArn,
  parseProjectArn,
} from '../domain/arn.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { ModelVersion, Project, ProjectPolicy } from '../domain/model.js';
import { findModelVersion } from './model-versions.js';
import { findPolicy } from './policies.js';
import { findProject } from './projects.js';
import type { Session } from './session.js';

export type Node = Project | ModelVersion | ProjectPolicy;

/** Opaque to clients: the kind, and what finds it again. */
export function toGlobalId(node: Node): string {
  const key =
    node.kind === 'ProjectPolicy' ? [node.kind, node.projectArn, node.policyName] : [node.kind, node.arn];
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

type NodeKey =
  | { readonly kind: 'Project'; readonly arn: ProjectArn }
  | { readonly kind: 'ModelVersion'; readonly arn: ModelVersionArn }
  | { readonly kind: 'ProjectPolicy'; readonly projectArn: ProjectArn; readonly policyName: string };

/** @throws GatewayError INVALID_INPUT for what this gateway never gave out */
function parseGlobalId(id: string): NodeKey {
  try {
    const [kind, arn, policyName] = JSON.parse(Buffer.from(id, 'base64url').toString()) as (
      | string
      | undefined
    )[];
    if (kind === 'Project') return { kind, arn: parseProjectArn(String(arn)) };
    if (kind === 'ModelVersion') return { kind, arn: parseModelVersionArn(String(arn)) };
    if (kind === 'ProjectPolicy') {
      if (policyName === undefined) throw unknownId();
      checkText('policyName', String(policyName), ['id']);
      return { kind, projectArn: parseProjectArn(String(arn)), policyName: String(policyName) };
    }
  } catch (cause) {
    throw unknownId(cause);
  }
  throw unknownId();
}

function unknownId(cause?: unknown): GatewayError {
  return new GatewayError('INVALID_INPUT', 'id: expected an id that this gateway gave out.', {
    field: ['id'],
    cause,
  });
}

/** Null if it does not exist any more. */
export async function findNode(session: Session, id: string): Promise<Node | null> {
  const key = parseGlobalId(id);
  if (key.kind === 'Project') return findProject(session, key.arn);
  if (key.kind === 'ModelVersion') return findModelVersion(session, key.arn);
  return findPolicy(session, key.projectArn, key.policyName);
}
