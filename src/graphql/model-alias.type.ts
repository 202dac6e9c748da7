import { Field, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { NamedAlias } from '../domain/automation/alias.js';
import type { ShownChange } from '../services/model-aliases.js';
import { createEdgeType, PageInfoType } from './connection.type.js';
import { NodeType } from './node.type.js';
import { DateTime, ModelVersionArn, ProjectArn } from './scalars.js';

/** Its `updatedBy` is joined in by a resolver, which needs to know the caller. */
@ObjectType('ModelAlias', {
  implements: NodeType,
  description: 'A name that stays while the version behind it changes: `champion`, `staging`.',
})
export class ModelAliasType extends NodeType implements Omit<NamedAlias, 'author' | 'changeId'> {
  kind!: 'ModelAlias';

  @Field(() => String, { description: 'Unique in its project.' })
  name!: string;

  @Field(() => ProjectArn, { description: 'The project whose version it names.' })
  projectArn!: ProjectArnText;

  @Field(() => ModelVersionArn, { description: 'The version that it names, also when that is gone.' })
  modelVersionArn!: ModelVersionArnText;

  @Field(() => Boolean, {
    description:
      'Only owners may move or delete a protected one, and the version that it names cannot be deleted through this gateway.',
  })
  isProtected!: boolean;

  @Field(() => String, {
    description: 'Another one after each change. Pass it back to change exactly this one.',
  })
  revision!: string;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: number;
}

/** Its `by` is joined in by a resolver, which needs to know the caller. */
@ObjectType('ModelAliasChange', { description: 'What an alias named before and after one move.' })
export class ModelAliasChangeType {
  projectArn!: ShownChange['projectArn'];

  @Field(() => DateTime, { description: 'When it was moved.' })
  at!: number;

  @Field(() => ModelVersionArn, { nullable: true, description: 'Null: it was new.' })
  previousModelVersionArn!: ModelVersionArnText | null;

  @Field(() => ModelVersionArn, { nullable: true, description: 'Null: the alias was deleted.' })
  modelVersionArn!: ModelVersionArnText | null;
}

const EdgeType = createEdgeType<ModelAliasChangeType>('ModelAliasChange', () => ModelAliasChangeType);

@ObjectType('ModelAliasChangeConnection', { description: "One page of an alias's moves." })
export class ModelAliasChangeConnectionType {
  @Field(() => [ModelAliasChangeType], { description: "The page's moves, for those who need no cursors." })
  nodes!: readonly ModelAliasChangeType[];

  @Field(() => [EdgeType], { description: "The page's moves with their cursors." })
  edges!: readonly { readonly node: ModelAliasChangeType; readonly cursor: string }[];

  @Field(() => PageInfoType, { description: 'Where the page lies in the list.' })
  pageInfo!: PageInfoType;
}
