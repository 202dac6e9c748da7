import type { Training } from '../../../src/emulator/state.js';
import { evaluationOf } from '../../../src/emulator/training/evaluation.js';
import { evaluationReport } from '../../../src/emulator/training/evaluation-report.js';
import { manifestReport } from '../../../src/emulator/training/manifest-report.js';
import { snapshot, validatedManifest } from '../../../src/emulator/training/snapshots.js';
import { fc } from '../../support/properties.js';

const training = (members: Partial<Training> = {}): Training => ({
  seed: 's',
  useCase: 'IMAGE_LEVEL_LABELS',
  labels: ['a', 'b', 'c'],
  endsAtMs: 1_690_556_751_958,
  billableSeconds: 1,
  ...members,
});

const trainings = fc
  .record({
    seed: fc.string(),
    useCase: fc.constantFrom('IMAGE_LEVEL_LABELS' as const, 'OBJECT_LOCALIZATION' as const),
    labels: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 }),
  })
  .map(training);

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('an evaluation', () => {
  test('is always the same for the same training', () => {
    fc.assert(fc.property(trainings, (it) => expect(evaluationOf(it)).toEqual(evaluationOf({ ...it }))));
  });

  test('has aggregates that follow from its labels', () => {
    fc.assert(
      fc.property(trainings, (it) => {
        const { f1Score, precision, recall, labels, testingImages } = evaluationOf(it);
        expect(precision).toBeCloseTo(mean(labels.map((row) => row.precision)), 3);
        expect(recall).toBeCloseTo(mean(labels.map((row) => row.recall)), 3);
        expect(f1Score).toBeCloseTo((2 * precision * recall) / (precision + recall), 3);
        expect(labels.reduce((total, row) => total + row.testingImages, 0)).toBe(testingImages);
        for (const { f1Score: f1 } of labels) expect(f1 > 0 && f1 <= 1).toBe(true);
      }),
    );
  });

  test('of a classification has a confusion matrix with whole rows, of a detection none', () => {
    const { confusions } = evaluationOf(training());
    for (const truth of ['a', 'b', 'c']) {
      const row = confusions.filter((it) => it.truth === truth).map(({ share }) => share);
      expect(row).toHaveLength(3);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
    }
    expect(evaluationOf(training({ useCase: 'OBJECT_LOCALIZATION' })).confusions).toEqual([]);
  });
});

describe('the summary file', () => {
  test('of a classification', () => {
    const report = evaluationReport(training(), 'arn');
    expect(report).toMatchObject({
      Version: 1,
      AggregatedEvaluationResults: {
        ConfusionMatrix: expect.any(Array),
        F1Score: evaluationOf(training()).f1Score,
      },
      EvaluationDetails: { EvaluationEndTimestamp: '2023-07-28T15:05:51.958000', ProjectVersionArn: 'arn' },
    });
    expect(report).not.toHaveProperty('AggregatedEvaluationResults.AveragePrecision');
  });

  test('of an object detection', () => {
    const report = evaluationReport(training({ useCase: 'OBJECT_LOCALIZATION' }), 'arn');
    expect(report).toHaveProperty('AggregatedEvaluationResults.AveragePrecision');
    expect(report).toHaveProperty('AggregatedEvaluationResults.AverageRecall');
    expect(report).not.toHaveProperty('AggregatedEvaluationResults.ConfusionMatrix');
  });
});

describe('the manifests', () => {
  const failure = { cause: 'MANIFEST_ROWS', code: 'ERROR_X', message: 'Too many.' } as const;
  const jsonLines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  test.each(['IMAGE_LEVEL_LABELS', 'OBJECT_LOCALIZATION'] as const)(
    'of %s have a line for each image',
    (useCase) => {
      const it = training({ useCase });
      const { testingImages, trainingImages, labels } = evaluationOf(it);
      expect(jsonLines(snapshot(it, 'train'))).toHaveLength(trainingImages);
      const lines = jsonLines(snapshot(it, 'test'));
      expect(lines).toHaveLength(testingImages);
      const name = useCase === 'OBJECT_LOCALIZATION' ? 'bounding-box' : 'label';
      const details = lines.map(
        (line) => line[`${name}-evaluation-metadata`]['rekognition-custom-labels-evaluation-details'],
      );
      const right = details.filter((it) => it['is-true-positive']).length;
      const expected = labels.reduce((total, row) => total + Math.round(row.recall * row.testingImages), 0);
      expect(right).toBe(expected);
    },
  );

  test('of a failed training agree with its manifest summary', () => {
    const it = training({ failure });
    const invalid = jsonLines(validatedManifest(it, 'train')).filter((line) => line.metadata?.errors);
    const report = manifestReport(it);
    expect(report).toMatchObject({
      statistics: {
        training: {
          use_case: 'NOT_DETERMINED',
          invalid_json_lines: invalid.length,
          errors: [{ code: 'ERROR_X' }],
        },
        testing: { invalid_json_lines: 0, errors: [] },
      },
    });
    expect(invalid.length).toBeGreaterThan(0);
  });
});
