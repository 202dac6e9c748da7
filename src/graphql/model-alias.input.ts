import { Field, InputType, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { NamedAlias } from '../domain/automation/alias.js';
import { ModelAliasType } from './model-alias.type.js';
import { DeleteRecordInput, PutRecordInput } from './mutation.input.js';
import { ModelVersionArn, ProjectArn } from './scalars.js';
import { PayloadType } from './user-errors.js';
import { WarningType } from './warning.type.js';

@InputType('PutModelAliasInput', { description: 'An alias to make or to move.' })
export class PutModelAliasInput extends PutRecordInput {
  @Field(() => ProjectArn, { description: 'The project of the version.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: '1..63 of a-z, 0-9, `-`, beginning with a letter.' })
  name!: string;

  @Field(() => ModelVersionArn, { description: 'The version that it is to name.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Left out or null: as it is; false for a new one. Only owners may change it.',
  })
  isProtected?: boolean | null;
}

@ObjectType('PutModelAliasPayload', { description: 'The alias, or why it was not put.' })
export class PutModelAliasPayload extends PayloadType {
  @Field(() => ModelAliasType, { nullable: true, description: 'The alias; null if it was refused.' })
  alias?: NamedAlias | null;

  @Field(() => [WarningType], { description: 'What should be known of it.' })
  warnings!: readonly WarningType[];
}

@InputType('DeleteModelAliasInput', {
  description: 'An alias to delete. The version that it names stays as it is.',
})
export class DeleteModelAliasInput extends DeleteRecordInput {
  @Field(() => ProjectArn, { description: 'The project of the alias.' })
  projectArn!: ProjectArnText;

  @Field(() => String, { description: 'The name of the alias.' })
  name!: string;
}

@ObjectType('DeleteModelAliasPayload', {
  description: 'The name of the deleted alias, or why it was not deleted.',
})
export class DeleteModelAliasPayload extends PayloadType {
  @Field(() => String, { nullable: true, description: 'The name; null if it was refused.' })
  name?: string | null;

  @Field(() => [WarningType], { description: 'What should be known of it.' })
  warnings!: readonly WarningType[];
}
