import { Field, Float, ObjectType } from 'type-graphql';
import type { ConfusionComparison, LabelComparison } from '../domain/comparison.js';
import type { ModelVersion } from '../domain/model.js';
import { ModelVersionType } from './model-version.type.js';

@ObjectType('LabelComparison', { description: 'How one label is recognised by two versions.' })
export class LabelComparisonType implements LabelComparison {
  @Field(() => String, { description: 'As the manifests call it.' })
  label!: string;

  @Field(() => Float, { nullable: true, description: 'Of the version that is compared, 0..1.' })
  f1Score!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of the base, 0..1.' })
  baseF1Score!: number | null;

  @Field(() => Float, { nullable: true, description: 'Negative: it got worse.' })
  f1ScoreChange!: number | null;

  @Field(() => Float, { nullable: true, description: 'Negative: it got worse.' })
  precisionChange!: number | null;

  @Field(() => Float, { nullable: true, description: 'Negative: it got worse.' })
  recallChange!: number | null;
}

@ObjectType('ConfusionComparison', { description: 'How often two versions take one label for another.' })
export class ConfusionComparisonType implements ConfusionComparison {
  @Field(() => String, { description: 'What the images show.' })
  groundTruthLabel!: string;

  @Field(() => String, { description: 'What the models said.' })
  predictedLabel!: string;

  @Field(() => Float, {
    description:
      'Of the version that is compared: the share of the ground truth that was predicted so, 0..1.',
  })
  value!: number;

  @Field(() => Float, { description: 'The same of the base.' })
  baseValue!: number;

  @Field(() => Float, { description: 'Positive: the mistake is more common now.' })
  change!: number;
}

/** Its other fields have resolvers: they need files. */
@ObjectType('ModelVersionComparison', {
  description:
    '`with` minus `base`, to 6 decimals. What needs an evaluation report is null where one is missing or cannot be read; `evaluationResult { report }` of the version says why.',
})
export class ModelVersionComparisonType {
  @Field(() => ModelVersionType, { description: 'The one that is compared with the base.' })
  modelVersion!: ModelVersion;

  @Field(() => Float, {
    nullable: true,
    description: 'Of all labels together, as AWS describes the versions; null where one has no evaluation.',
  })
  f1ScoreChange!: number | null;
}
