import {
  type ModelVersionArn,
  type ProjectArn,
  parseModelVersionArn,
  parseProjectArn,
} from '../domain/arn.js';
import type { NamedAlias } from '../domain/automation/alias.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { ModelVersion, Project, ProjectPolicy } from '../domain/model.js';
import { findVisibleAlias } from './model-aliases.js';
import { findModelVersion } from './model-versions.js';
import { findPolicy } from './policies.js';
import { findProject } from './projects.js';
import type { Session } from './session.js';

export type Node = Project | ModelVersion | ProjectPolicy | NamedAlias;

/** Opaque to clients: the kind, and what finds it again. */
export function toGlobalId(node: Node): string {
  return Buffer.from(JSON.stringify(keyOf(node))).toString('base64url');
}

function keyOf(node: Node): readonly string[] {
  if (node.kind === 'ProjectPolicy') return [node.kind, node.projectArn, node.policyName];
  if (node.kind === 'ModelAlias') return [node.kind, node.projectArn, node.name];
  return [node.kind, node.arn];
}

type NodeKey =
  | { readonly kind: 'Project'; readonly arn: ProjectArn }
  | { readonly kind: 'ModelVersion'; readonly arn: ModelVersionArn }
  | { readonly kind: 'ModelAlias'; readonly projectArn: ProjectArn; readonly name: string }
  | { readonly kind: 'ProjectPolicy'; readonly projectArn: ProjectArn; readonly policyName: string };

/** @throws GatewayError INVALID_INPUT for what this gateway never gave out */
function parseGlobalId(id: string): NodeKey {
  try {
    const [kind, arn, name] = JSON.parse(Buffer.from(id, 'base64url').toString()) as (string | undefined)[];
    if (kind === 'Project') return { kind, arn: parseProjectArn(String(arn)) };
    if (kind === 'ModelVersion') return { kind, arn: parseModelVersionArn(String(arn)) };
    if (kind === 'ProjectPolicy') {
      if (name === undefined) throw unknownId();
      checkText('policyName', String(name), ['id']);
      return { kind, projectArn: parseProjectArn(String(arn)), policyName: String(name) };
    }
    if (kind === 'ModelAlias') {
      checkText('aliasName', String(name), ['id']);
      return { kind, projectArn: parseProjectArn(String(arn)), name: String(name) };
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
  if (key.kind === 'ModelAlias') {
    session.callContext.cacheDependencies?.noStore();
    return findVisibleAlias(session, key.projectArn, key.name);
  }
  return findPolicy(session, key.projectArn, key.policyName);
}
