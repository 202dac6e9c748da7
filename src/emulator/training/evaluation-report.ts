import type { Training } from '../state.js';
import { type Evaluation, evaluationOf } from './evaluation.js';

/**
 * The evaluation summary file. Aggregates stand directly under AggregatedEvaluationResults, as in AWS's example and in
 * real files; one reference page nests them in `Metrics`.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-summary-file-api.html
 */
export function evaluationReport(training: Training, versionArn: string): object {
  const evaluation = evaluationOf(training);
  const { f1Score: F1Score, precision: Precision, recall: Recall } = evaluation;
  return {
    Version: 1,
    AggregatedEvaluationResults: { ...byUseCase(training, evaluation), F1Score, Precision, Recall },
    EvaluationDetails: {
      EvaluationEndTimestamp: localMicroseconds(training.endsAtMs),
      Labels: training.labels,
      NumberOfTestingImages: evaluation.testingImages,
      NumberOfTrainingImages: evaluation.trainingImages,
      ProjectVersionArn: versionArn,
    },
    LabelEvaluationResults: evaluation.labels.map((row) => ({
      Label: row.label,
      NumberOfTestingImages: row.testingImages,
      Metrics: {
        F1Score: row.f1Score,
        Precision: row.precision,
        Recall: row.recall,
        Threshold: row.threshold,
      },
    })),
  };
}

/** Only classification has a confusion matrix, only object detection has averages over its thresholds. */
function byUseCase({ useCase }: Training, { confusions, precision, recall }: Evaluation): object {
  if (useCase === 'OBJECT_LOCALIZATION') return { AveragePrecision: precision, AverageRecall: recall };
  const ConfusionMatrix = confusions.map(({ truth, predicted, share }) => ({
    GroundTruthLabel: truth,
    PredictedLabel: predicted,
    Value: share,
  }));
  return { ConfusionMatrix };
}

/** The file's moments have microseconds and no time zone. */
function localMicroseconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '000');
}
