import { type ErrorCode, GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { Foreseen, Warning } from '../../domain/plan.js';
import type { KeyUse } from '../../idempotency/port.js';
import { asMutation, type Session } from '../session.js';

/**
 * One mutation, declared: how it is checked, foreseen, sent, recognised afterwards and answered.
 *
 * `Before` is what must be known from before the change to recognise it; `Sent` is what AWS answers, or what a describe
 * shows instead.
 */
export interface Change<Before extends object, Sent, Answer> {
  /**
   * What it changes is kept in the store that keeps the keys, and after their intents: a use of which no intent is there has
   * changed nothing. Default: false, as for AWS.
   */
  readonly isKeptWithKeys?: boolean;
  /** Throws the refusals that need nothing but the input. */
  check(session: Session): void;
  /** Throws refusals. What it answers survives JSON. */
  before(session: Session): Promise<Before>;
  /**
   * The calls that `send` would make, in order; throws what AWS would refuse them with, as far as looks can tell. Sends
   * nothing that changes anything.
   */
  foresee(session: Session, before: Before): Promise<Foreseen>;
  send(session: Session, before: Before): Promise<Sent>;
  /** Finds out from AWS whether a change was made that was sent at `intent.at` or later, if it was sent at all. */
  recognise(session: Session, intent: SentIntent<Before>): Promise<Recognised<Sent>>;
  /**
   * Puts the result where reads see it.
   * @param before - null where a describe showed a change of which nothing was recorded
   */
  answer(session: Session, sent: Sent, before: Before | null): Promise<Answer>;
  /** What the caller should know of it, also where it is refused. Default: nothing. */
  warnings?(session: Session): Promise<readonly Warning[]>;
}

interface SentIntent<Before> {
  readonly at: EpochMs;
  readonly before: Before | null;
}

/** 'not-done': it has not happened so far. 'unclear': what AWS shows fits both. */
type Recognised<Sent> = { readonly sent: Sent } | 'not-done' | 'unclear';

/** The right to make a change once. */
export interface ChangePermit {
  readonly use: KeyUse;
  /** Acts within the guard rails. */
  readonly guarded: <T>(act: () => Promise<T>) => Promise<T>;
}

/**
 * Makes a change once: an earlier use of its key is read first, the intent goes on record before the change is
 * sent, and where no answer comes a describe decides whether it happened.
 * @throws GatewayError OUTCOME_UNKNOWN where that cannot be decided; refusals; UPSTREAM_* where it did not happen
 */
export async function makeChange<Before extends object, Sent, Answer>(
  caller: Session,
  { use: permitted, guarded }: ChangePermit,
  change: Change<Before, Sent, Answer>,
): Promise<Answer> {
  const use = change.isKeptWithKeys ? withoutDoubt(permitted) : permitted;
  change.check(caller);
  const session = asMutation(caller);
  const earlier = use.earlier as SentIntent<Before> | null;
  if (earlier) {
    const found = await recognise(session, change, earlier);
    if (found !== 'not-done') return change.answer(caller, orUnknown(found), earlier.before);
  }
  const before = earlier?.before ?? (await change.before(session));
  const intent = { at: earlier?.before ? earlier.at : session.clock.now(), before };
  return guarded(async () => {
    await use.intend(intent);
    const sent = await sendOrRecognise(session, use, change, intent);
    return change.answer(caller, sent, before);
  });
}

function withoutDoubt(use: KeyUse): KeyUse {
  return use.earlier?.before === null ? { ...use, earlier: null } : use;
}

/** UPSTREAM_FAILED also stands for an answer that cannot be read: the change may have happened. So it may where nothing answers for a record. */
const NO_ANSWER: readonly ErrorCode[] = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_FAILED', 'STORAGE_UNAVAILABLE'];

/** Whether the change may have happened all the same. */
export function isWithoutAnswer({ code, details }: GatewayError): boolean {
  return NO_ANSWER.includes(code) && !details.isUnsent;
}

/**
 * AWS's refusal is believed where this is the first use of the key. After an earlier one the refusal may be AWS's
 * answer to what that one did meanwhile.
 */
async function sendOrRecognise<Before extends object, Sent>(
  session: Session,
  use: KeyUse,
  change: Change<Before, Sent, unknown>,
  intent: SentIntent<Before> & { readonly before: Before },
): Promise<Sent> {
  try {
    return await change.send(session, intent.before);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const isLost = isWithoutAnswer(error);
    if (!isLost && !use.earlier) await use.withdraw();
    if (!isLost && !(use.earlier && error.isRefusal)) throw error;
    const found = await recognise(session, change, intent);
    if (found === 'not-done') throw error;
    return orUnknown(found, error);
  }
}

async function recognise<Before extends object, Sent>(
  session: Session,
  change: Change<Before, Sent, unknown>,
  intent: SentIntent<Before>,
): Promise<Recognised<Sent>> {
  try {
    return await change.recognise(session, intent);
  } catch (error) {
    if (error instanceof GatewayError) return 'unclear';
    throw error;
  }
}

function orUnknown<Sent>(found: Exclude<Recognised<Sent>, 'not-done'>, cause?: GatewayError): Sent {
  if (found !== 'unclear') return found.sent;
  throw new GatewayError(
    'OUTCOME_UNKNOWN',
    'Whether the change happened is not known: no answer came, and what AWS shows now fits both outcomes. Send it again with the same idempotencyKey to find out.',
    { ...(cause && { cause }) },
  );
}
