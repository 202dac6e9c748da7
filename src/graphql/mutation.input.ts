import { Field, InputType } from 'type-graphql';

/** Every mutation takes one. */
@InputType()
export class IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'At most 255 characters of your choice. The same key with the same input gives the first result for 24 hours instead of acting again.',
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True: nothing is changed; `plan` says what would be done, and `userErrors` what would refuse it. The gateway cannot know its IAM rights, KMS keys, bucket policies or raised quotas. No idempotency key is read or stored.',
  })
  dryRun!: boolean;
}

/** For what has a name and a revision, and is put whole. */
@InputType()
export class PutRecordInput extends IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Of what is replaced: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now.',
  })
  revision?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Refused with ALREADY_EXISTS where the name is taken.',
  })
  mustBeNew!: boolean;
}

/** For what was put as {@link PutRecordInput}. */
@InputType()
export class DeleteRecordInput extends IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Of what is deleted: refused with REVISION_MISMATCH if it has changed since. Left out: whatever it is now.',
  })
  revision?: string | null;
}
