import { createHash } from 'node:crypto';
import type { Training } from '../state.js';
import { evaluationOf } from './evaluation.js';
import { judgementsOf } from './judgements.js';
import { invalidLines } from './manifest-report.js';
import { createRandom, wholeBetween } from './random.js';

type Part = 'train' | 'test';

const IMAGE_PIXELS = { width: 1280, height: 960, depth: 3 };

/**
 * The manifest that a training used, one JSON line for each image; the test manifest says how the model judged it too.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-evaluation-manifest-snapshot.html
 */
export function snapshot(training: Training, part: Part): string {
  return lines(training, part).map(stringify).join('');
}

/**
 * A manifest with the errors of its lines. AWS's file has them in a member of each line whose exact form our reference
 * does not give [UNC].
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-scope-json-line.html
 */
export function validatedManifest(training: Training, part: Part): string {
  const all = lines(training, part);
  const invalid = new Set(part === 'train' ? invalidLines(training, all.length) : []);
  const error = { code: 'ERROR_NO_LABEL_ATTRIBUTES', message: 'No label attributes were found.' };
  return all
    .map((line, index) => {
      const isInvalid = invalid.has(index);
      return stringify(
        isInvalid ? { 'source-ref': line['source-ref'], metadata: { errors: [error] } } : line,
      );
    })
    .join('');
}

function stringify(line: object): string {
  return `${JSON.stringify(line)}\n`;
}

interface Line {
  readonly 'source-ref': string;
}

function lines(training: Training, part: Part): Line[] {
  const toLine = training.useCase === 'OBJECT_LOCALIZATION' ? boxedLine : classifiedLine;
  const random = createRandom(`${training.seed} ${part}`);
  const folder = folderOf(training, part);
  return judgements(training, part).map((judgement, index) => {
    const image = String(index + 1).padStart(4, '0');
    const source = { 'source-ref': `s3://custom-labels-images/${folder}/${image}.jpg` };
    return { ...source, ...toLine(training, judgement, random) };
  });
}

/** Trainings with the same test set name the same test images. */
function folderOf({ seed, testSet = seed }: Training, part: Part): string {
  const set = createHash('sha256').update(testSet).digest('hex').slice(0, 8);
  return `${part}/${set}`;
}

interface Shown {
  readonly truth: number;
  /** Only test images are judged. */
  readonly predicted?: number;
}

function judgements(training: Training, part: Part): readonly Shown[] {
  if (part === 'test') return judgementsOf(training);
  const { trainingImages } = evaluationOf(training);
  return Array.from({ length: trainingImages }, (_, index) => ({ truth: index % training.labels.length }));
}

function classifiedLine(training: Training, { truth, predicted }: Shown): object {
  const label = (id: number) => training.labels[id] ?? '';
  const line = attribute('label', truth, metadata(training, label(truth), 'yes'));
  if (predicted === undefined) return line;
  const details = evaluationDetails(truth === predicted);
  const evaluated = { ...metadata(training, label(predicted), 'no'), ...details };
  return { ...line, ...attribute('label-evaluation', predicted, evaluated) };
}

function boxedLine(training: Training, { truth, predicted }: Shown, random: () => number): object {
  const box = {
    top: wholeBetween(random, 0, 400),
    left: wholeBetween(random, 0, 600),
    width: wholeBetween(random, 40, 300),
    height: wholeBetween(random, 40, 300),
  };
  const value = (id: number) => ({ image_size: [IMAGE_PIXELS], annotations: [{ class_id: id, ...box }] });
  const map = Object.fromEntries(training.labels.map((label, id) => [String(id), label]));
  const meta = {
    objects: [{ confidence: 1 }],
    'class-map': map,
    ...origin(training, 'object-detection', 'yes'),
  };
  const line = attribute('bounding-box', value(truth), meta);
  if (predicted === undefined) return line;
  const evaluated = { ...meta, 'human-annotated': 'no', ...evaluationDetails(truth === predicted) };
  return { ...line, ...attribute('bounding-box-evaluation', value(predicted), evaluated) };
}

function attribute(name: string, value: unknown, meta: object): object {
  return { [name]: value, [`${name}-metadata`]: meta };
}

function metadata(training: Training, label: string, human: 'yes' | 'no'): object {
  return { confidence: 1, 'class-name': label, ...origin(training, 'image-classification', human) };
}

function origin({ endsAtMs }: Training, kind: string, human: 'yes' | 'no'): object {
  return {
    'job-name': 'labeling-job/demo',
    'human-annotated': human,
    'creation-date': new Date(endsAtMs).toISOString().slice(0, 19),
    type: `groundtruth/${kind}`,
  };
}

function evaluationDetails(isTruePositive: boolean): object {
  return {
    'rekognition-custom-labels-evaluation-details': {
      version: 1,
      'is-true-positive': isTruePositive,
      'is-true-negative': false,
      'is-false-positive': !isTruePositive,
      'is-false-negative': false,
      'is-present-in-ground-truth': isTruePositive,
      'ground-truth-labelling-jobs': isTruePositive ? ['labeling-job/demo'] : [],
    },
  };
}
