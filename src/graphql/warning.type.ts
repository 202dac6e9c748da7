import { Field, ObjectType } from 'type-graphql';
import type { Warning } from '../domain/plan.js';

@ObjectType('Warning', {
  description: 'Something that was done, or would be, and that the caller should know about.',
})
export class WarningType implements Warning {
  @Field(() => String, { description: 'What it is about, to branch on; later versions may send new ones.' })
  code!: string;

  @Field(() => String, { description: 'What it is about, to show.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: "Path into the mutation's input." })
  field!: readonly string[] | null;
}
