import { Field, ObjectType } from 'type-graphql';
import { GatewayError, type RefusalCode } from '../domain/errors.js';
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

/**
 * A mutation's payload: what `act` answers, or the refusal it threw as a user error.
 * @throws whatever is no refusal: it becomes a GraphQL error
 */
export async function toPayload<T extends object>(
  act: () => Promise<T>,
): Promise<T | { readonly userErrors: readonly UserErrorType[] }> {
  try {
    return { ...(await act()), userErrors: [] };
  } catch (error) {
    if (error instanceof GatewayError && error.isRefusal) return { userErrors: [toUserError(error)] };
    throw error;
  }
}

function toUserError({ code, message, details }: GatewayError): UserErrorType {
  const { field = null, awsRequestId = null } = details;
  return { code: code as RefusalCode, message, field, awsRequestId };
}
