import { ArgsType, Field, Int } from 'type-graphql';
import type { PageRequest } from '../services/connection.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many, 1..100.' })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Begin after this cursor; at the beginning unless given.',
  })
  after?: string | null;
}

export function toPageRequest({ first, after }: PageArgs): PageRequest {
  return { first, after: after ?? null };
}
