import { ArgsType, Field } from 'type-graphql';
import { ModelVersionFilterInput, ModelVersionOrderInput } from './model-version.input.js';
import { PageArgs } from './page.args.js';

/** One class, not an argument each: type-graphql waits for every one of them. */
@ArgsType()
export class ModelVersionsArgs extends PageArgs {
  @Field(() => ModelVersionFilterInput, { nullable: true, description: 'Which ones; all unless given.' })
  filter?: ModelVersionFilterInput | null;

  @Field(() => ModelVersionOrderInput, { nullable: true, description: 'Newest first unless given.' })
  orderBy?: ModelVersionOrderInput | null;
}
