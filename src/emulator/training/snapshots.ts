import type { Training } from '../state.js';
import { evaluationOf } from './evaluation.js';
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
  const { testingImages, trainingImages } = evaluationOf(training);
  const random = createRandom(`${training.seed} ${part}`);
  const toLine = training.useCase === 'OBJECT_LOCALIZATION' ? boxedLine : classifiedLine;
  return Array.from({ length: part === 'test' ? testingImages : trainingImages }, (_, index) => {
    const image = String(index + 1).padStart(4, '0');
    const source = { 'source-ref': `s3://custom-labels-images/${part}/${image}.jpg` };
    return { ...source, ...toLine(training, part, index, random) };
  });
}

function classifiedLine(training: Training, part: Part, index: number): object {
  const { seed, labels } = training;
  const truth = labels[index % labels.length] ?? '';
  const judged = part === 'test' ? createRandom(`${seed} ${index}`)() : 0;
  const predicted = judged < 0.93 ? truth : (labels[(index + 1) % labels.length] ?? '');
  const line = attribute('label', labels.indexOf(truth), metadata(training, truth, 'yes'));
  if (part === 'train') return line;
  const details = evaluationDetails(truth === predicted);
  const evaluated = { ...metadata(training, predicted, 'no'), ...details };
  return { ...line, ...attribute('label-evaluation', labels.indexOf(predicted), evaluated) };
}

function boxedLine(training: Training, part: Part, index: number, random: () => number): object {
  const classId = index % training.labels.length;
  const box = {
    class_id: classId,
    top: wholeBetween(random, 0, 400),
    left: wholeBetween(random, 0, 600),
    width: wholeBetween(random, 40, 300),
    height: wholeBetween(random, 40, 300),
  };
  const value = { image_size: [IMAGE_PIXELS], annotations: [box] };
  const map = Object.fromEntries(training.labels.map((label, id) => [String(id), label]));
  const meta = {
    objects: [{ confidence: 1 }],
    'class-map': map,
    ...origin(training, 'object-detection', 'yes'),
  };
  const line = attribute('bounding-box', value, meta);
  if (part === 'train') return line;
  const evaluated = { ...meta, 'human-annotated': 'no', ...evaluationDetails(true) };
  return { ...line, ...attribute('bounding-box-evaluation', value, evaluated) };
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
