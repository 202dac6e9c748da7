import type { Foreseen } from '../../domain/plan.js';
import { createSession, type Session } from '../session.js';
import type { Change, ChangePermit } from './one-change.js';

/**
 * What a change would send, after the same checks, looks and guard rails as in earnest. Nothing is sent that changes
 * anything.
 * @throws what the change would be refused with, as far as that can be known
 */
export async function foreseeChange<Before extends object>(
  caller: Session,
  guarded: ChangePermit['guarded'],
  change: Change<Before, unknown, unknown>,
): Promise<Foreseen> {
  change.check(caller);
  const session = asDryRun(caller);
  const before = await change.before(session);
  return guarded(() => change.foresee(session, before));
}

/** It has to know as a mutation has, and waits for AWS no longer than one. */
function asDryRun(session: Session): Session {
  const { caller, callContext } = session;
  return createSession(session, caller, { ...callContext, priority: 'mutation', reason: 'dry-run' });
}
