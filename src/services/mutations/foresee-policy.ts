import type { ProjectArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import { notFound, refuseAdapter, refuseFull } from '../../domain/foresight.js';
import type { ProjectPolicy } from '../../domain/model.js';
import { type Foreseen, oneCall } from '../../domain/plan.js';
import { refuseGrammar } from '../../domain/policy-grammar.js';
import type { Session } from '../session.js';
import { readProject } from './current-state.js';

export interface PutPolicy {
  readonly projectArn: ProjectArn;
  readonly policyName: string;
  readonly policyDocument: Readonly<Record<string, unknown>>;
  /** Null: attach a new policy. */
  readonly policyRevisionId: string | null;
}

// What would be sent; throws what AWS would refuse it with, in the order in which it is found.

export async function foreseePut(
  session: Session,
  { projectArn, policyName, policyDocument, policyRevisionId }: PutPolicy,
): Promise<Foreseen> {
  const project = await readProject(session, projectArn);
  refuseAdapter(project);
  if (project.status === 'DELETING') throw new GatewayError('IN_USE', 'The project is being deleted.');
  refuseGrammar(policyDocument);
  const policies = await policiesOf(session, projectArn);
  const known = policies.find((it) => it.policyName === policyName);
  if (policyRevisionId !== null) refuseRevision(known, policyRevisionId);
  else if (known) throw new GatewayError('ALREADY_EXISTS', 'A policy of this name exists already.');
  if (!known) refuseFull('policies of a project', policies.length);
  return oneCall('PutProjectPolicy', projectArn);
}

/** @param policyRevisionId - null: whatever it is now */
export async function foreseeRemoval(
  session: Session,
  projectArn: ProjectArn,
  policyName: string,
  policyRevisionId: string | null,
): Promise<Foreseen> {
  refuseAdapter(await readProject(session, projectArn));
  const policies = await policiesOf(session, projectArn);
  const known = policies.find((it) => it.policyName === policyName);
  if (!known) throw notFound('policy');
  if (policyRevisionId !== null) refuseRevision(known, policyRevisionId);
  return oneCall('DeleteProjectPolicy', projectArn);
}

async function policiesOf(
  { upstream, callContext }: Session,
  projectArn: ProjectArn,
): Promise<readonly ProjectPolicy[]> {
  const policies = await upstream.listProjectPolicies(projectArn, callContext);
  if (policies) return policies;
  throw notFound('project');
}

/** Hexadecimal digits compare in either case. */
function refuseRevision(policy: ProjectPolicy | undefined, revisionId: string): void {
  if (policy?.policyRevisionId.toLowerCase() === revisionId.toLowerCase()) return;
  throw new GatewayError('POLICY_REVISION_MISMATCH', 'The policy has another revision now.');
}
