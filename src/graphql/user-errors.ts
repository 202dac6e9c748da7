import { Field, ObjectType } from 'type-graphql';
import { checkText } from '../domain/constraints.js';
import { GatewayError, type RefusalCode } from '../domain/errors.js';
import { noCost } from '../domain/money/cost.js';
import type { Plan, Warning } from '../domain/plan.js';
import { underKey, underNoKey } from '../services/mutations/change-keys.js';
import { type Change, type ChangePermit, makeChange } from '../services/mutations/one-change.js';
import { type Attempt, type MutationName, runMutation } from '../services/mutations/run-mutation.js';
import type { Session } from '../services/session.js';
import type { Context } from './context.js';
import { UserErrorCodeEnum } from './enums.js';
import type { IdempotentInput } from './mutation.input.js';
import { PlanType } from './plan.type.js';

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
    description: "AWS's id of the refused call; null if AWS was not called.",
  })
  awsRequestId!: string | null;
}

/** What every mutation answers, besides what it is about. */
@ObjectType()
export class PayloadType {
  @Field(() => PlanType, { nullable: true, description: 'What it would do; null unless `dryRun` is true.' })
  plan?: Plan | null;

  @Field(() => [UserErrorType], { description: 'Empty when the mutation did what it says, or would do it.' })
  userErrors!: readonly UserErrorType[];
}

type Refused = { readonly userErrors: readonly UserErrorType[] };
type Planned = Refused & { readonly plan: Plan };
type Warned = { readonly warnings: readonly Warning[] };

/**
 * A mutation's payload: what the change answers, or its refusal as a user error. With an `idempotencyKey`, the first
 * payload that the key gave. Of a dry run, what the change would do.
 * @param mutation - its name: a key counts for one mutation of one caller
 * @throws whatever is no refusal: it becomes a GraphQL error
 */
export async function toPayload<Before extends object, Sent, T extends object>(
  { session }: Context,
  mutation: MutationName,
  { idempotencyKey = null, ...input }: IdempotentInput,
  declare: () => Change<Before, Sent, T>,
): Promise<(T | Refused) & Warned> {
  const payload = await orRefused(() =>
    runMutation<T | Refused>(
      session,
      mutation,
      { ...input },
      (attempt) => {
        if (idempotencyKey !== null) checkText('idempotencyKey', idempotencyKey, ['idempotencyKey']);
        if (input.dryRun) return planOf(session, attempt, declare);
        const make = (use: ChangePermit['use']) => payloadOf(session, attempt, use, declare);
        const keyed = { name: mutation, input };
        if (idempotencyKey === null) return underNoKey(session, keyed, make);
        attempt.replayed = true;
        return underKey(session, keyed, idempotencyKey, (use) => {
          attempt.replayed = false;
          return make(use);
        });
      },
      (answer) => ('userErrors' in answer ? (answer as Refused).userErrors[0]?.code : null) ?? null,
    ),
  );
  await notePendingInstances(session);
  // A payload that a key kept may be older than these.
  return { warnings: [], ...(input.dryRun && { plan: unplanned(session, []) }), ...payload };
}

/** A client that gets the result reads it, on whichever instance. */
async function notePendingInstances({ catalog, callContext: { cost } }: Session): Promise<void> {
  cost.pendingInstances = Math.max(cost.pendingInstances ?? 0, await catalog.pendingInstances());
}

function unplanned({ prices }: Session, warnings: readonly Warning[]): Plan {
  return { calls: [], hourlyCostChange: noCost(prices), warnings };
}

async function planOf<Before extends object, Sent, T extends object>(
  session: Session,
  { guarded }: Attempt,
  declare: () => Change<Before, Sent, T>,
): Promise<Planned & Warned> {
  let warnings: readonly Warning[] = [];
  const answer = await orRefused(async () => {
    const change = declare();
    warnings = (await change.warnings?.(session)) ?? [];
    const { foreseeChange } = await import('../services/mutations/dry-run.js');
    return { plan: { ...unplanned(session, warnings), ...(await foreseeChange(session, guarded, change)) } };
  });
  return { plan: unplanned(session, warnings), userErrors: [], warnings, ...answer };
}

/** AWS's refusals become the payload, which a key keeps. A refusal of the guard rails is thrown: they may change. */
async function payloadOf<Before extends object, Sent, T extends object>(
  session: Session,
  attempt: Attempt,
  use: ChangePermit['use'],
  declare: () => Change<Before, Sent, T>,
): Promise<T | Refused> {
  let refusedByGuardRails: unknown = null;
  const guarded = async <R>(send: () => Promise<R>): Promise<R> => {
    let isSent = false;
    const change = () => {
      isSent = true;
      return send();
    };
    return attempt.guarded(change).catch((error) => {
      if (!isSent) refusedByGuardRails = error;
      throw error;
    });
  };
  const change = declare();
  const answer = await orRefused(() => makeChange(session, { use, guarded }, change));
  if (refusedByGuardRails !== null) throw refusedByGuardRails;
  const warnings = await change.warnings?.(session);
  return Object.assign(answer, warnings && { warnings });
}

async function orRefused<T extends object>(act: () => Promise<T>): Promise<T | Refused> {
  try {
    return { userErrors: [], ...(await act()) };
  } catch (error) {
    if (error instanceof GatewayError && error.isRefusal) return { userErrors: [toUserError(error)] };
    throw error;
  }
}

function toUserError({ code, message, details }: GatewayError): UserErrorType {
  const { field = null, awsRequestId = null } = details;
  return { code: code as RefusalCode, message, field, awsRequestId };
}
