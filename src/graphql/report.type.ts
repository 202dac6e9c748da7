import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ConfusionMatrixCell, EvaluationReport, LabelEvaluation } from '../domain/evaluation-report.js';
import type { ManifestError, ManifestReport, ManifestStatistics } from '../domain/manifest.js';
import { DateTime } from './scalars.js';

@ObjectType('LabelEvaluation', { description: 'How well one label is recognised.' })
class LabelEvaluationType implements LabelEvaluation {
  @Field(() => String, { description: 'What it recognises, as the manifests call it.' })
  label!: string;

  @Field(() => Int, { nullable: true, description: 'Test images that have the label.' })
  numberOfTestingImages!: number | null;

  @Field(() => Float, { nullable: true, description: 'Harmonic mean of precision and recall, 0..1.' })
  f1Score!: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of right answers among those given, 0..1.' })
  precision!: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of right answers among those expected, 0..1.' })
  recall!: number | null;

  @Field(() => Float, { nullable: true, description: 'Least confidence that counts as an answer, 0..1.' })
  threshold!: number | null;
}

@ObjectType('ConfusionMatrixCell', { description: 'How often one label was taken for another.' })
class ConfusionMatrixCellType implements ConfusionMatrixCell {
  @Field(() => String, { description: 'What the image shows.' })
  groundTruthLabel!: string;

  @Field(() => String, { description: 'What the model said.' })
  predictedLabel!: string;

  @Field(() => Float, { description: 'The share of the ground truth that was predicted so, 0..1.' })
  value!: number;
}

@ObjectType('EvaluationReport', { description: 'The evaluation summary that training wrote to S3.' })
export class EvaluationReportType implements EvaluationReport {
  @Field(() => Float, { nullable: true, description: 'All labels together, 0..1.' })
  f1Score!: number | null;

  @Field(() => Float, { nullable: true, description: 'All labels together, 0..1.' })
  precision!: number | null;

  @Field(() => Float, { nullable: true, description: 'All labels together, 0..1.' })
  recall!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean average precision; object detection only.' })
  averagePrecision!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean average recall; object detection only.' })
  averageRecall!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When the evaluation ended.' })
  evaluationEndTimestamp!: number | null;

  @Field(() => Int, { nullable: true, description: 'Images trained with.' })
  numberOfTrainingImages!: number | null;

  @Field(() => Int, { nullable: true, description: 'Images tested with.' })
  numberOfTestingImages!: number | null;

  @Field(() => [LabelEvaluationType], { description: 'Label by label, in the order of the file.' })
  labels!: readonly LabelEvaluation[];

  @Field(() => [ConfusionMatrixCellType], { description: 'Classification only; otherwise empty.' })
  confusionMatrix!: readonly ConfusionMatrixCell[];
}

@ObjectType('ManifestError', { description: 'A fault in a manifest.' })
class ManifestErrorType implements ManifestError {
  @Field(() => String, { description: 'For example ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST.' })
  code!: string;

  @Field(() => String, { description: 'What was wrong, in words of AWS.' })
  message!: string;
}

@ObjectType('ManifestStatistics', { description: 'What training made of the rows of one manifest.' })
class ManifestStatisticsType implements ManifestStatistics {
  @Field(() => String, {
    nullable: true,
    description: 'IMAGE_LEVEL_LABELS, OBJECT_LOCALIZATION or NOT_DETERMINED.',
  })
  useCase!: string | null;

  @Field(() => Int, { nullable: true, description: 'Rows in the manifest.' })
  totalLines!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows that were used.' })
  validLines!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows with faults.' })
  invalidLines!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rows left out for other reasons.' })
  ignoredLines!: number | null;

  @Field(() => [Int], { description: 'Rows with faults, counted from 0.' })
  errorLineIndices!: readonly number[];

  @Field(() => [ManifestErrorType], { description: 'Faults of the manifest as a whole.' })
  errors!: readonly ManifestError[];
}

@ObjectType('ManifestReport', { description: 'Why training failed, or which rows it dropped.' })
export class ManifestReportType implements ManifestReport {
  @Field(() => ManifestStatisticsType, { nullable: true, description: 'The training manifest.' })
  training!: ManifestStatistics | null;

  @Field(() => ManifestStatisticsType, { nullable: true, description: 'The test manifest.' })
  testing!: ManifestStatistics | null;

  @Field(() => [ManifestErrorType], { description: 'Faults that concern neither manifest alone.' })
  errors!: readonly ManifestError[];
}
