import { changeOf, compareReports } from '../../../src/domain/comparison.js';
import type { EvaluationReport, LabelEvaluation } from '../../../src/domain/evaluation-report.js';
import { fc } from '../../support/properties.js';

const EMPTY: EvaluationReport = {
  f1Score: null,
  precision: null,
  recall: null,
  averagePrecision: null,
  averageRecall: null,
  evaluationEndTimestamp: null,
  numberOfTrainingImages: null,
  numberOfTestingImages: null,
  labels: [],
  confusionMatrix: [],
};

const aLabel = (
  label: string,
  f1Score: number | null,
  precision = f1Score,
  recall = f1Score,
): LabelEvaluation => ({ label, f1Score, precision, recall, numberOfTestingImages: 10, threshold: 0.5 });
const aReport = (...labels: LabelEvaluation[]): EvaluationReport => ({ ...EMPTY, labels });
const aCell = (groundTruthLabel: string, predictedLabel: string, value: number) => ({
  groundTruthLabel,
  predictedLabel,
  value,
});

describe('a change of a score', () => {
  test.each([
    [0.8, 0.9, 0.1], // 0.09999999999999998 as floats
    [0.9, 0.8, -0.1],
    [0.5, 0.5, 0],
    [0, 1, 1],
    [0.1234567, 0.1234561, -0.000001],
    [null, 0.5, null],
    [0.5, null, null],
    [null, null, null],
  ])('from %s to %s is %s', (base, score, change) => {
    expect(changeOf(base, score)).toBe(change);
  });
});

describe('two reports', () => {
  it('name their common labels, most changed for the worse first, those without a score last', () => {
    const base = aReport(
      aLabel('up', 0.5),
      aLabel('down', 0.9),
      aLabel('b', 0.7),
      aLabel('?', null),
      aLabel('a', 0.7),
    );
    const now = aReport(
      aLabel('?', 0.1),
      aLabel('a', 0.7),
      aLabel('b', 0.7),
      aLabel('up', 0.6),
      aLabel('down', 0.4),
    );
    const { labels } = compareReports(base, now);
    expect(labels.map(({ label, f1ScoreChange }) => [label, f1ScoreChange])).toEqual([
      ['down', -0.5],
      ['a', 0],
      ['b', 0],
      ['up', 0.1],
      ['?', null],
    ]);
    expect(labels[0]).toMatchObject({ f1Score: 0.4, baseF1Score: 0.9 });
  });

  it('say which labels only one of them has', () => {
    const { labels, addedLabels, removedLabels } = compareReports(
      aReport(aLabel('both', 1), aLabel('old', 1), aLabel('gone', 1)),
      aReport(aLabel('young', 1), aLabel('new', 1), aLabel('both', 1)),
    );
    expect(labels.map((it) => it.label)).toEqual(['both']);
    expect([addedLabels, removedLabels]).toEqual([
      ['new', 'young'],
      ['gone', 'old'],
    ]);
  });

  it.each([
    ['counts every label alike', [0.5, 1], [0.5, 0.5], -0.25],
    ['leaves out labels without a score', [0.5, null], [0.75, null], 0.25],
    ['is over each report’s own labels', [0.4], [0.4, 0.8], 0.2],
    ['is not known where no label has a score', [null], [0.5], null],
    ['is not known where there are no labels', [], [0.5], null],
  ])('their macro average %s', (_, base, now, change) => {
    const reportOf = (scores: readonly (number | null)[]) =>
      aReport(...scores.map((score, index) => aLabel(`label ${index}`, score)));
    expect(compareReports(reportOf(base), reportOf(now)).macroF1ScoreChange).toBe(change);
  });

  it('change in precision and recall, of all and of each label', () => {
    const base = { ...aReport(aLabel('a', 0.5, 0.4, 0.6)), precision: 0.4, recall: 0.6 };
    const now = { ...aReport(aLabel('a', 0.5, 0.6, 0.4)), precision: 0.6, recall: null };
    expect(compareReports(base, now)).toMatchObject({
      precisionChange: 0.2,
      recallChange: null,
      labels: [{ f1ScoreChange: 0, precisionChange: 0.2, recallChange: -0.2 }],
    });
  });

  it('show which mistakes became more common, and which less', () => {
    const base = [aCell('a', 'a', 0.9), aCell('a', 'b', 0.1), aCell('b', 'a', 0.3), aCell('a', 'c', 0.2)];
    const now = [aCell('a', 'a', 0.5), aCell('a', 'b', 0.5), aCell('b', 'a', 0.1), aCell('a', 'new', 0.2)];
    const confusions = compareReports(
      { ...EMPTY, confusionMatrix: base },
      { ...EMPTY, confusionMatrix: now },
    ).confusions;
    expect(confusions).toEqual([
      { ...aCell('a', 'b', 0.5), baseValue: 0.1, change: 0.4 },
      { ...aCell('b', 'a', 0.1), baseValue: 0.3, change: -0.2 },
    ]);
  });

  it('of 250 labels show no more than 20 mistakes', () => {
    const cells = (value: number) =>
      Array.from({ length: 250 }, (_, index) => aCell(`label ${index}`, 'other', value + index / 1_000));
    const { confusions } = compareReports(
      { ...EMPTY, confusionMatrix: cells(0) },
      { ...EMPTY, confusionMatrix: cells(0.1) },
    );
    expect(confusions).toHaveLength(20);
  });
});

describe('any two reports', () => {
  const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  const label = fc.record({
    label: fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__'),
    numberOfTestingImages: fc.constant(10),
    f1Score: score,
    precision: score,
    recall: score,
    threshold: fc.constant(0.5),
  });
  const cell = fc.record({
    groundTruthLabel: fc.constantFrom('a', 'b', 'c'),
    predictedLabel: fc.constantFrom('a', 'b', 'c'),
    value: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const report = fc
    .record({
      precision: score,
      recall: score,
      labels: fc.uniqueArray(label, { selector: (it) => it.label }),
      confusionMatrix: fc.uniqueArray(cell, {
        selector: (it) => `${it.groundTruthLabel} ${it.predictedLabel}`,
      }),
    })
    .map((it): EvaluationReport => ({ ...EMPTY, ...it }));
  const negated = (change: number | null) => (change === null ? null : 0 - change);

  it('compared the other way round give the opposite', () => {
    fc.assert(
      fc.property(report, report, (a, b) => {
        const there = compareReports(a, b);
        const back = compareReports(b, a);
        expect(back.precisionChange).toBe(negated(there.precisionChange));
        expect(back.recallChange).toBe(negated(there.recallChange));
        expect(back.macroF1ScoreChange).toBe(negated(there.macroF1ScoreChange));
        expect([back.addedLabels, back.removedLabels]).toEqual([there.removedLabels, there.addedLabels]);
        const opposite = there.labels.map((it) => ({
          label: it.label,
          f1Score: it.baseF1Score,
          baseF1Score: it.f1Score,
          f1ScoreChange: negated(it.f1ScoreChange),
          precisionChange: negated(it.precisionChange),
          recallChange: negated(it.recallChange),
        }));
        expect(new Set(back.labels)).toEqual(new Set(opposite));
        const mistakes = there.confusions.map(({ value, baseValue, change, ...it }) => ({
          ...it,
          value: baseValue,
          baseValue: value,
          change: negated(change),
        }));
        expect(new Set(back.confusions)).toEqual(new Set(mistakes));
      }),
    );
  });

  it('have each label in exactly one of the three lists, and the worst change first', () => {
    fc.assert(
      fc.property(report, report, (a, b) => {
        const { labels, addedLabels, removedLabels } = compareReports(a, b);
        const all = [...labels.map((it) => it.label), ...addedLabels, ...removedLabels];
        expect(all.toSorted()).toEqual([...new Set([...a.labels, ...b.labels].map((it) => it.label))].sort());
        const changes = labels.map((it) => it.f1ScoreChange ?? Number.POSITIVE_INFINITY);
        expect(changes).toEqual(changes.toSorted((x, y) => x - y));
      }),
    );
  });

  it('that are the same differ in nothing', () => {
    fc.assert(
      fc.property(report, (it) => {
        const { labels, addedLabels, removedLabels, confusions } = compareReports(it, it);
        expect([addedLabels, removedLabels, confusions]).toEqual([[], [], []]);
        expect(labels.map((label) => label.f1ScoreChange ?? 0)).toEqual(labels.map(() => 0));
      }),
    );
  });
});
