import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText, ProjectArn as ProjectArnText } from '../domain/arn.js';
import type { Spend, SpendGroup } from '../services/money/spend.js';
import { createEdgeType, PageInfoType } from './connection.type.js';
import { enumOf } from './enums.js';
import { PageArgs } from './page.args.js';
import { DateTime, ModelVersionArn, ProjectArn } from './scalars.js';
import { UsageType } from './usage.type.js';

const SpendGroupEnum = enumOf<SpendGroup>('SpendGroup', 'What spend is grouped by.', {
  ACCOUNT_REGION: 'An account in a region.',
  PROJECT: 'All versions of a project, also deleted ones.',
  MODEL_VERSION: 'Each version, also a deleted one.',
  DAY: 'A UTC day. Days without spend are there, too.',
});

@ArgsType()
export class SpendArgs extends PageArgs {
  @Field(() => DateTime, { description: 'When the period begins.' })
  from!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ends, at most 400 days later; left out: now.',
  })
  to?: number | null;

  @Field(() => SpendGroupEnum, { defaultValue: 'PROJECT', description: 'What to group by.' })
  groupBy!: SpendGroup;

  @Field(() => String, { nullable: true, description: 'Only this account.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this region.' })
  region?: string | null;

  @Field(() => [ProjectArn], { nullable: true, description: 'Only these projects.' })
  projectArns?: ProjectArnText[] | null;
}

@ObjectType('Spend', { description: 'What one group used, and what that costs.' })
export class SpendType implements Omit<Spend, 'usage'> {
  @Field(() => String, { nullable: true, description: 'Null only when grouped by day.' })
  accountId!: string | null;

  @Field(() => String, { nullable: true, description: 'Null only when grouped by day.' })
  region!: string | null;

  @Field(() => ProjectArn, {
    nullable: true,
    description: 'Also of a project that is deleted by now; null for coarser groups.',
  })
  projectArn!: ProjectArnText | null;

  @Field(() => ModelVersionArn, {
    nullable: true,
    description: 'Also of a version that is deleted by now; null for coarser groups.',
  })
  modelVersionArn!: ModelVersionArnText | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the UTC day begins; only when grouped by day.',
  })
  day!: number | null;
}

const EdgeType = createEdgeType<SpendType>('Spend', () => SpendType);

@ObjectType('SpendConnection', { description: 'One page of what groups used.' })
export class SpendConnectionType {
  @Field(() => [SpendType], { description: "The page's groups, for those who need no cursors." })
  nodes!: readonly SpendType[];

  @Field(() => [EdgeType], { description: "The page's groups with their cursors." })
  edges!: readonly { readonly node: SpendType; readonly cursor: string }[];

  @Field(() => PageInfoType, { description: 'Where the page lies in the list.' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'Groups in the whole list.' })
  totalCount!: number;

  @Field(() => UsageType, { description: 'Of all groups together.' })
  total!: UsageType;
}
