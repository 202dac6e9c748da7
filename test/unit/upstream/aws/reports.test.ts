import { parseEvaluationReport, parseManifestReport } from '../../../../src/upstream/aws/reports.js';

const AGGREGATES = { F1Score: 0.9, Precision: 0.8, Recall: 0.7 };
const CELL = { GroundTruthLabel: 'cat', PredictedLabel: 'dog', Value: 0.25 };
const report = (file: object) => parseEvaluationReport(JSON.stringify(file));

test.each([
  ['beside', { AggregatedEvaluationResults: { ...AGGREGATES, ConfusionMatrix: [CELL] } }],
  ['in Metrics', { AggregatedEvaluationResults: { Metrics: { ...AGGREGATES, ConfusionMatrix: [CELL] } } }],
  ['half in Metrics', { AggregatedEvaluationResults: { ConfusionMatrix: [CELL], Metrics: AGGREGATES } }],
])('the aggregates are read where they are: %s', (_, file) => {
  expect(report(file)).toMatchObject({
    f1Score: 0.9,
    precision: 0.8,
    recall: 0.7,
    averagePrecision: null,
    confusionMatrix: [{ groundTruthLabel: 'cat', predictedLabel: 'dog', value: 0.25 }],
    labels: [],
  });
});

test.each([
  ['2020-12-03T14:23:17.123', Date.UTC(2020, 11, 3, 14, 23, 17, 123)],
  ['2020-12-03T14:23:17Z', Date.UTC(2020, 11, 3, 14, 23, 17)],
  ['2020-12-03T14:23:17+01:00', Date.UTC(2020, 11, 3, 13, 23, 17)],
  ['yesterday', null],
  [1_606_000_000, null],
])('an evaluation ended at %j: %j', (EvaluationEndTimestamp, expected) => {
  expect(report({ EvaluationDetails: { EvaluationEndTimestamp } }).evaluationEndTimestamp).toBe(expected);
});

test('what is no number, or too large for one, is null', () => {
  const details = { NumberOfTrainingImages: '7', NumberOfTestingImages: 2 ** 31 };
  const file = { EvaluationDetails: details, AggregatedEvaluationResults: { F1Score: 'NaN' } };
  expect(report(file)).toMatchObject({
    numberOfTrainingImages: null,
    numberOfTestingImages: null,
    f1Score: null,
  });
});

test('a manifest summary says what was wrong with the manifest, and with which lines', () => {
  const errors = [{ code: 'ERROR_NO_ISOLATION', message: 'Not isolated.' }];
  const training = {
    use_case: 'NOT_DETERMINED',
    total_json_lines: 301,
    valid_json_lines: 146,
    invalid_json_lines: 155,
    ignored_json_lines: 0,
    error_json_line_indices: [0, 15, 'x', 1.5, 2 ** 31],
    errors,
  };
  expect(parseManifestReport(JSON.stringify({ statistics: { training }, errors }))).toEqual({
    training: {
      useCase: 'NOT_DETERMINED',
      totalLines: 301,
      validLines: 146,
      invalidLines: 155,
      ignoredLines: 0,
      errorLineIndices: [0, 15],
      errors,
    },
    testing: null,
    errors,
  });
});

test.each(['', '{', 'null', '[]', '"x"'])('a file of %j is not such a file', (text) => {
  const unreadable = expect.objectContaining({ code: 'UPSTREAM_FAILED' });
  expect(() => parseEvaluationReport(text)).toThrow(unreadable);
  expect(() => parseManifestReport(text)).toThrow(unreadable);
});
