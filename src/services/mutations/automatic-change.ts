import { randomUUID } from 'node:crypto';
import type { Author } from '../../domain/automation/author.js';
import { OWNER_OF_ALL } from '../../domain/caller.js';
import type { CallContext } from '../../upstream/port.js';
import { createSession, type Services, type Session } from '../session.js';
import { underKey } from './change-keys.js';
import { type Change, makeChange } from './one-change.js';
import { type MutationName, runMutation } from './run-mutation.js';

/** What the gateway does by itself, and why. */
export interface AutomaticChange<Before extends object, Sent, Answer> {
  /** Begins with `automation:`. */
  readonly subject: string;
  /** In words, for the audit. */
  readonly cause: string;
  /** Whose present rights it needs; null: nobody's, as for a stop. */
  readonly author: Author | null;
  readonly mutation: MutationName;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same for the same planned step, on every instance and after a restart. */
  readonly idempotencyKey: string;
  readonly declare: () => Change<Before, Sent, Answer>;
}

const TIMEOUT_MS = 30_000;

/**
 * Makes a change as people make it, within the same guard rails. A refusal is thrown, so that its key does not keep it: the
 * next try asks again.
 * @throws GatewayError
 */
export function changeAutomatically<Before extends object, Sent, Answer>(
  services: Services,
  change: AutomaticChange<Before, Sent, Answer>,
): Promise<Answer> {
  const { mutation, input, idempotencyKey, declare } = change;
  const session = automaticSession(services, change);
  return runMutation(
    ...([session, mutation, input] as const),
    (attempt) => {
      attempt.replayed = true;
      return underKey(session, { name: mutation, input }, idempotencyKey, (use) => {
        attempt.replayed = false;
        return makeChange(session, { use, guarded: attempt.guarded }, declare());
      });
    },
    () => null,
  );
}

/** What the gateway does by itself works with this, with the present rights of `author`; null: with all. */
export function automaticSession(
  services: Services,
  { subject, cause, author }: Pick<AutomaticChange<object, unknown, unknown>, 'subject' | 'cause' | 'author'>,
): Session {
  const callContext: CallContext = {
    priority: 'mutation',
    deadlineAt: services.clock.now() + TIMEOUT_MS,
    requestId: randomUUID(),
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    subject,
    answeredCalls: [],
  };
  const grants = author ? services.grantsOfAuthor(author) : [OWNER_OF_ALL];
  return createSession(services, { subject, cause, grants, expiresAt: null }, callContext);
}
