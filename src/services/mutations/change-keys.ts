import { createHash, randomUUID } from 'node:crypto';
import { GatewayError } from '../../domain/errors.js';
import type { Intent, KeyUse } from '../../idempotency/port.js';
import type { Session } from '../session.js';
import type { MutationName } from './run-mutation.js';

/** A mutation as its key knows it. */
export interface KeyedMutation {
  readonly name: MutationName;
  /** Without the key. */
  readonly input: object;
}

type Act<T> = (use: KeyUse) => Promise<T>;

/** The first result of the key, or what `act` answers. An unknown outcome names the key. */
export async function underKey<T>(
  session: Session,
  mutation: KeyedMutation,
  idempotencyKey: string,
  act: Act<T>,
): Promise<T> {
  try {
    return await session.keys.once(
      keyOf(session, mutation, idempotencyKey),
      fingerprintOf(mutation.input),
      act,
    );
  } catch (error) {
    throw isUnknown(error) ? withKey(error, idempotencyKey) : error;
  }
}

/** What `act` answers. Only an unknown outcome gets a key: the intent goes on record under it afterwards. */
export async function underNoKey<T>(session: Session, mutation: KeyedMutation, act: Act<T>): Promise<T> {
  let intended: Intent | null = null;
  try {
    return await act({
      earlier: null,
      async intend(intent) {
        intended = intent;
      },
      async withdraw() {},
    });
  } catch (error) {
    const intent = intended as Intent | null;
    if (!isUnknown(error) || !intent) throw error;
    return underKey(session, mutation, randomUUID(), async (use) => {
      await use.intend(intent);
      throw error;
    });
  }
}

function isUnknown(error: unknown): error is GatewayError {
  return error instanceof GatewayError && error.code === 'OUTCOME_UNKNOWN';
}

function withKey({ code, message, details }: GatewayError, idempotencyKey: string): GatewayError {
  return new GatewayError(code, message, { ...details, idempotencyKey });
}

/** Keys are each caller's own: a guessed key does not give another caller's result. */
function keyOf({ caller }: Session, { name }: KeyedMutation, idempotencyKey: string): string {
  return JSON.stringify([caller.subject, name, idempotencyKey]);
}

/**
 * Fields that an input has got since keys were first stored → their defaults. At these they are left out of fingerprints:
 * a key from before stays good.
 */
const DEFAULTS_OF_LATER_FIELDS: Readonly<Record<string, unknown>> = { dryRun: false, stopAfter: null };

/** The same for the same input, in whatever order its fields came. */
function fingerprintOf(input: object): string {
  const isGiven = ([name, value]: [string, unknown]) =>
    !(name in DEFAULTS_OF_LATER_FIELDS) || value !== DEFAULTS_OF_LATER_FIELDS[name];
  const given = Object.fromEntries(Object.entries(input).filter(isGiven));
  return createHash('sha256').update(JSON.stringify(given, sorted)).digest('base64url');
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
