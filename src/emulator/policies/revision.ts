import { ServiceError } from '../errors.js';
import type { Policy } from '../state.js';

/** Throws unless a policy exists in this very revision. Hexadecimal digits compare in either case. */
export function requireRevision(policy: Policy | undefined, revisionId: string): void {
  if (policy && policy.revisionId === revisionId.toLowerCase()) return;
  const message = 'The supplied policy revision ID is not the current one.';
  throw new ServiceError('InvalidPolicyRevisionIdException', message);
}
