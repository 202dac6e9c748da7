import { createHash } from 'node:crypto';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Caller } from '../domain/caller.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError, type RefusalCode } from '../domain/errors.js';
import { type MutationName, runMutation } from '../services/mutations.js';
import type { Context } from './context.js';
import { UserErrorCodeEnum } from './enums.js';

@ObjectType('UserError', {
  description:
    'A failure that a caller should expect and can act on. Outages, throttling and refused access are GraphQL errors instead.',
})
export class UserErrorType {
  @Field(() => UserErrorCodeEnum, { description: 'Why, to branch on.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'Why, to show: what was expected.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: "Path into the mutation's input." })
  field!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "AWS's id of the refused call; null if AWS was not asked.",
  })
  awsRequestId!: string | null;
}

/** What every mutation answers, besides what it is about. */
@ObjectType()
export class PayloadType {
  @Field(() => [UserErrorType], { description: 'Empty when the mutation did what it says.' })
  userErrors!: readonly UserErrorType[];
}

/** Every mutation takes one. */
@InputType()
export class IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again.',
  })
  idempotencyKey?: string | null;
}

type Refused = { readonly userErrors: readonly UserErrorType[] };

/**
 * A mutation's payload: what `act` answers, or the refusal it threw as a user error. With an `idempotencyKey`, the
 * first payload that the key gave.
 * @param mutation - its name: a key counts for one mutation of one caller
 * @throws whatever is no refusal: it becomes a GraphQL error
 */
export async function toPayload<T extends object>(
  { session }: Context,
  mutation: MutationName,
  { idempotencyKey = null, ...input }: IdempotentInput,
  act: () => Promise<T>,
): Promise<T | Refused> {
  const payload = await orRefused(() =>
    runMutation<T | Refused>(
      session,
      mutation,
      { ...input },
      (attempt) => {
        const change = () => attempt.guarded(() => orRefused(act));
        if (idempotencyKey === null) return change();
        checkText('idempotencyKey', idempotencyKey, ['idempotencyKey']);
        attempt.replayed = true;
        const key = keyOf(session.caller, mutation, idempotencyKey);
        return session.keys.once(key, fingerprintOf(input), () => {
          attempt.replayed = false;
          return change();
        });
      },
      (answer) => ('userErrors' in answer ? (answer as Refused).userErrors[0]?.code : null) ?? null,
    ),
  );
  const { catalog, ask } = session;
  // Who is told that it is done reads it, wherever that is.
  ask.cost.pendingInstances = Math.max(ask.cost.pendingInstances ?? 0, await catalog.pendingInstances());
  return payload;
}

/** Keys are each caller's own: nobody gets at another's results with a guess. */
function keyOf({ subject }: Caller, mutation: MutationName, idempotencyKey: string): string {
  return JSON.stringify([subject, mutation, idempotencyKey]);
}

async function orRefused<T extends object>(act: () => Promise<T>): Promise<T | Refused> {
  try {
    return { userErrors: [], ...(await act()) };
  } catch (error) {
    if (error instanceof GatewayError && error.isRefusal) return { userErrors: [toUserError(error)] };
    throw error;
  }
}

/** The same for the same input, in whatever order its fields came. */
function fingerprintOf(input: object): string {
  return createHash('sha256').update(JSON.stringify(input, sorted)).digest('base64url');
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toUserError({ code, message, details }: GatewayError): UserErrorType {
  const { field = null, awsRequestId = null } = details;
  return { code: code as RefusalCode, message, field, awsRequestId };
}
