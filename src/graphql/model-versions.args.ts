import { ArgsType, Field, InputType } from 'type-graphql';
import type { ModelVersionStatus } from '../domain/status.js';
import type { ModelVersionOrder } from '../services/model-versions.js';
import { ModelVersionOrderFieldEnum, ModelVersionStatusEnum, OrderDirectionEnum } from './enums.js';
import { PageArgs } from './page.args.js';
import { DateTime } from './scalars.js';

@InputType('ModelVersionFilter', { description: 'Which versions to list; all that is named must match.' })
export class ModelVersionFilterInput {
  @Field(() => [String], {
    nullable: true,
    description:
      'Exact names, 1..100. Described by name, not by listing the project, where that is fewer calls.',
  })
  names?: string[] | null;

  @Field(() => [ModelVersionStatusEnum], { nullable: true, description: 'Any of these statuses.' })
  statuses?: ModelVersionStatus[] | null;

  @Field(() => String, { nullable: true, description: 'What the name begins with.' })
  namePrefix?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Created later than this.' })
  createdAfter?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Created earlier than this.' })
  createdBefore?: number | null;
}

@InputType('ModelVersionOrder', { description: 'How to order a list of versions.' })
export class ModelVersionOrderInput implements ModelVersionOrder {
  @Field(() => ModelVersionOrderFieldEnum, { description: 'What the versions are compared by.' })
  field!: ModelVersionOrder['field'];

  @Field(() => OrderDirectionEnum, { defaultValue: 'DESC', description: 'Which end comes first.' })
  direction!: ModelVersionOrder['direction'];
}

/** One class, not an argument each: type-graphql waits for every one of them. */
@ArgsType()
export class ModelVersionsArgs extends PageArgs {
  @Field(() => ModelVersionFilterInput, { nullable: true, description: 'Which ones; all unless given.' })
  filter?: ModelVersionFilterInput | null;

  @Field(() => ModelVersionOrderInput, { nullable: true, description: 'Newest first unless given.' })
  orderBy?: ModelVersionOrderInput | null;
}
