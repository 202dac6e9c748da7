import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

@ObjectType('Failure', {
  description: 'Why something that the gateway did by itself did not end well.',
})
export class FailureType {
  @Field(() => String, {
    description:
      'A UserErrorCode, or OUTCOME_UNKNOWN, UPSTREAM_THROTTLED, UPSTREAM_UNAVAILABLE, UPSTREAM_ACCESS_DENIED, FORBIDDEN.',
  })
  code!: string;

  @Field(() => String, { description: 'Why, to show.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: "AWS's id of the refused call; null if AWS was not called.",
  })
  awsRequestId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again; null: not by itself.' })
  retryAt!: number | null;
}
