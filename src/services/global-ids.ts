import { parseModelVersionArn, parseProjectArn } from '../domain/arn.js';
import type { NamedAlias } from '../domain/automation/alias.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { ModelVersion, Project, ProjectPolicy } from '../domain/model.js';
import type { Budget } from './budgets.js';
import { findVisibleAlias } from './model-aliases.js';
import { findModelVersion } from './model-versions.js';
import { findPolicy } from './policies.js';
import { findProject } from './projects.js';
import type { MaybePromise } from './reading/loaders.js';
import type { NamedSchedule } from './schedule-index.js';
import { findSchedule } from './schedule-reading.js';
import type { Session } from './session.js';
import { findBudget } from './visible-budgets.js';
import { findWorkflow, type WorkflowNode } from './workflows.js';

/** How a kind of node is found again. */
interface NodeKind<N> {
  /** The texts that its id carries, in order. */
  readonly keyOf: (node: N) => readonly string[];
  /**
   * Null if it does not exist any more, or the caller may not see it.
   * @param key - as many texts as `keyOf` gives, from a client; throws for what `keyOf` never gave
   */
  readonly find: (session: Session, key: readonly string[]) => MaybePromise<N | null>;
}

const KINDS = {
  Project: {
    keyOf: ({ arn }: Project) => [arn],
    find: (session, [arn = '']) => findProject(session, parseProjectArn(arn)),
  } satisfies NodeKind<Project>,
  ModelVersion: {
    keyOf: ({ arn }: ModelVersion) => [arn],
    find: (session, [arn = '']) => findModelVersion(session, parseModelVersionArn(arn)),
  } satisfies NodeKind<ModelVersion>,
  ProjectPolicy: {
    keyOf: ({ projectArn, policyName }: ProjectPolicy) => [projectArn, policyName],
    async find(session, [arn = '', policyName = '']) {
      checkText('policyName', policyName, ['id']);
      return findPolicy(session, parseProjectArn(arn), policyName);
    },
  } satisfies NodeKind<ProjectPolicy>,
  Budget: {
    keyOf: ({ name }: Budget) => [name],
    find: (session, [name = '']) => findBudget(session, name),
  } satisfies NodeKind<Budget>,
  ModelAlias: {
    keyOf: ({ projectArn, name }: NamedAlias) => [projectArn, name],
    async find(session, [arn = '', name = '']) {
      checkText('aliasName', name, ['id']);
      return findVisibleAlias(session, parseProjectArn(arn), name);
    },
  } satisfies NodeKind<NamedAlias>,
  Workflow: {
    keyOf: ({ id }: WorkflowNode) => [id],
    find: (session, [id = '']) => findWorkflow(session, id),
  } satisfies NodeKind<WorkflowNode>,
  Schedule: {
    keyOf: ({ projectArn, name }: NamedSchedule) => [projectArn, name],
    find: (session, [arn = '', name = '']) => findSchedule(session, parseProjectArn(arn), name),
  } satisfies NodeKind<NamedSchedule>,
};

type Kind = keyof typeof KINDS;
export type Node = Parameters<(typeof KINDS)[Kind]['keyOf']>[0];

/** Opaque to clients: the kind, and what finds it again. */
export function toGlobalId(node: Node): string {
  const { keyOf } = KINDS[node.kind] as NodeKind<Node>;
  return Buffer.from(JSON.stringify([node.kind, ...keyOf(node)])).toString('base64url');
}

/**
 * Null if it does not exist any more.
 * @throws GatewayError INVALID_INPUT for an id that this gateway never gave out
 */
export async function findNode(session: Session, id: string): Promise<Node | null> {
  const [kind, ...key] = parseGlobalId(id);
  const { find } = KINDS[kind] as NodeKind<Node>;
  try {
    return await find(session, key);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'INVALID_INPUT') throw unknownId(error);
    throw error;
  }
}

/** The key of a node's record, of a global id; null: it is no id of such a node. */
export function keyOfRecord(kind: 'Workflow', id: string): string | null {
  try {
    const [given, key] = parseGlobalId(id);
    return given === kind && key !== undefined ? key : null;
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

function parseGlobalId(id: string): [Kind, ...string[]] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(id, 'base64url').toString());
  } catch (cause) {
    throw unknownId(cause);
  }
  if (!Array.isArray(parts) || !parts.every((it) => typeof it === 'string')) throw unknownId();
  const [kind = ''] = parts;
  if (!Object.hasOwn(KINDS, kind)) throw unknownId();
  return parts as [Kind, ...string[]];
}

function unknownId(cause?: unknown): GatewayError {
  return new GatewayError('INVALID_INPUT', 'id: expected an id that this gateway gave out.', {
    field: ['id'],
    cause,
  });
}
