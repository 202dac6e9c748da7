import { GatewayError } from '../../domain/errors.js';
import type {
  ConfusionMatrixCell,
  EvaluationReport,
  LabelEvaluation,
} from '../../domain/evaluation-report.js';
import { isObject } from '../../domain/json.js';
import type { ManifestError, ManifestReport, ManifestStatistics } from '../../domain/manifest.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * The evaluation summary file. Its documentation shows the aggregates in two places, directly under
 * AggregatedEvaluationResults and under its Metrics; both are read.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-summary-file-api.html
 * @throws GatewayError UPSTREAM_FAILED if the text is not such a file
 */
export function parseEvaluationReport(text: string): EvaluationReport {
  const file = parseObject(text, 'evaluation summary');
  const aggregated = object(file.AggregatedEvaluationResults);
  const metrics: Json = { ...aggregated, ...object(aggregated.Metrics) };
  const details = object(file.EvaluationDetails);
  return {
    f1Score: number(metrics.F1Score),
    precision: number(metrics.Precision),
    recall: number(metrics.Recall),
    averagePrecision: number(metrics.AveragePrecision),
    averageRecall: number(metrics.AverageRecall),
    evaluationEndTimestamp: timestamp(details.EvaluationEndTimestamp),
    numberOfTrainingImages: integer(details.NumberOfTrainingImages),
    numberOfTestingImages: integer(details.NumberOfTestingImages),
    labels: objects(file.LabelEvaluationResults).map(toLabel),
    confusionMatrix: objects(metrics.ConfusionMatrix).flatMap(toCell),
  };
}

function toLabel(it: Json): LabelEvaluation {
  const metrics = object(it.Metrics);
  return {
    label: String(it.Label ?? ''),
    numberOfTestingImages: integer(it.NumberOfTestingImages),
    f1Score: number(metrics.F1Score),
    precision: number(metrics.Precision),
    recall: number(metrics.Recall),
    threshold: number(metrics.Threshold),
  };
}

function toCell(it: Json): ConfusionMatrixCell[] {
  const value = number(it.Value);
  if (value === null) return [];
  return [
    {
      groundTruthLabel: String(it.GroundTruthLabel ?? ''),
      predictedLabel: String(it.PredictedLabel ?? ''),
      value,
    },
  ];
}

/**
 * The manifest summary file: why training failed, or which rows it dropped.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-summary.html
 * @throws GatewayError UPSTREAM_FAILED if the text is not such a file
 */
export function parseManifestReport(text: string): ManifestReport {
  const file = parseObject(text, 'manifest summary');
  const statistics = object(file.statistics);
  return {
    training: toStatistics(statistics.training),
    testing: toStatistics(statistics.testing),
    errors: toErrors(file.errors),
  };
}

function toStatistics(value: unknown): ManifestStatistics | null {
  if (!isObject(value)) return null;
  return {
    useCase: typeof value.use_case === 'string' ? value.use_case : null,
    totalLines: integer(value.total_json_lines),
    validLines: integer(value.valid_json_lines),
    invalidLines: integer(value.invalid_json_lines),
    ignoredLines: integer(value.ignored_json_lines),
    errorLineIndices: Array.isArray(value.error_json_line_indices)
      ? value.error_json_line_indices.filter((it) => integer(it) !== null)
      : [],
    errors: toErrors(value.errors),
  };
}

function toErrors(value: unknown): ManifestError[] {
  return objects(value).map((it) => ({ code: String(it.code ?? ''), message: String(it.message ?? '') }));
}

function parseObject(text: string, what: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new GatewayError('UPSTREAM_FAILED', `The ${what} in S3 is not JSON.`, { cause });
  }
  throw new GatewayError('UPSTREAM_FAILED', `The ${what} in S3 is not a JSON object.`);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** GraphQL's Int ends at 2^31-1. */
function integer(value: unknown): number | null {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31 ? (value as number) : null;
}

/** The file's times have no zone; AWS writes UTC. */
function timestamp(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(ms) ? null : ms;
}
