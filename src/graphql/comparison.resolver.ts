import { Arg, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import type { ModelVersionArn as ModelVersionArnText } from '../domain/arn.js';
import { type Comparison, compareModelVersions } from '../services/comparison.js';
import { Cacheable } from './cacheable.js';
import {
  ConfusionComparisonType,
  LabelComparisonType,
  ModelVersionComparisonType,
} from './comparison.type.js';
import type { Context } from './context.js';
import { ModelVersionArn } from './scalars.js';

const CHANGE = { nullable: true, description: 'Of all labels together. Negative: it got worse.' };

@Resolver(() => ModelVersionComparisonType)
export class ComparisonResolver {
  @Cacheable()
  @Query(() => [ModelVersionComparisonType], {
    nullable: 'items',
    description:
      'The base is compared with each of the others, in that order; null for one that does not exist, and for all if the base does not. Reads up to two files in S3 for each version.',
  })
  compareModelVersions(
    @Ctx() { session }: Context,
    @Arg('base', () => ModelVersionArn, { description: 'What the others are compared with.' })
    base: ModelVersionArnText,
    @Arg('with', () => [ModelVersionArn], { description: 'The others, 1..10.' })
    others: ModelVersionArnText[],
  ) {
    return compareModelVersions(session, base, others);
  }

  @Cacheable()
  @FieldResolver(() => Float, CHANGE)
  async precisionChange(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.precisionChange ?? null;
  }

  @Cacheable()
  @FieldResolver(() => Float, CHANGE)
  async recallChange(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.recallChange ?? null;
  }

  @Cacheable()
  @FieldResolver(() => Float, {
    nullable: true,
    description: "Of the mean of the labels' F1 scores, in which every label counts alike.",
  })
  async macroF1ScoreChange(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.macroF1ScoreChange ?? null;
  }

  @Cacheable()
  @FieldResolver(() => [LabelComparisonType], {
    nullable: true,
    description: 'Labels that both have, most changed for the worse first.',
  })
  async labels(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.labels ?? null;
  }

  @Cacheable()
  @FieldResolver(() => [String], { nullable: true, description: 'Labels that the base does not have.' })
  async addedLabels(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.addedLabels ?? null;
  }

  @Cacheable()
  @FieldResolver(() => [String], { nullable: true, description: 'Labels that only the base has.' })
  async removedLabels(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.removedLabels ?? null;
  }

  @Cacheable()
  @FieldResolver(() => [ConfusionComparisonType], {
    nullable: true,
    description:
      'Mistakes that became more or less common, those that became most common first; at most 20. Classification only; otherwise empty.',
  })
  async confusions(@Root() comparison: Comparison) {
    return (await comparison.compareReports())?.confusions ?? null;
  }

  @Cacheable()
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'True: they were tested on different images, so the scores are not comparable. Read from the manifests of test images; null: it is not known.',
  })
  testSetsDiffer(@Root() comparison: Comparison) {
    return comparison.testSetsDiffer();
  }
}
