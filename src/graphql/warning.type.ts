import { Field, ObjectType } from 'type-graphql';
import type { Warning } from '../services/planned-stops.js';

@ObjectType('Warning', {
  description: 'Something that was done, or would be, and that the caller should know about.',
})
export class WarningType implements Warning {
  @Field(() => String, { description: 'What it is, to branch on.' })
  code!: string;

  @Field(() => String, { description: 'What it is, to show.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: "Path into the mutation's input." })
  field!: readonly string[] | null;
}

/** Refusals, and first results that a key has kept from an earlier release, have none. */
export function withWarnings<T extends object>(payload: T): T & { readonly warnings: readonly Warning[] } {
  return { warnings: [], ...payload };
}
