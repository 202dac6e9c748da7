import type { Training } from '../state.js';
import { createRandom, wholeBetween } from './random.js';

/** Billed time is more than the time between a training's two moments; AWS's sample record has this ratio. */
export const BILLED_RATIO = 1.16;

const LABEL_SETS: readonly (readonly string[])[] = [
  ['intact', 'scratched', 'dented'],
  ['ripe', 'unripe', 'rotten', 'foreign-object'],
  ['helmet', 'vest', 'gloves'],
  ['empty-shelf', 'full-shelf'],
  ['weld-ok', 'weld-porous', 'weld-cracked'],
];

/** What a training is of. */
interface NewTraining {
  readonly arn: string;
  readonly projectArn: string;
  /** Where its test images come from: others of the project with the same are tested on the same. */
  readonly testingData: unknown;
}

/**
 * What a training that begins now will turn out to be. There are no images to learn from, so the labels, and whether
 * the model classifies or detects, are drawn by the project: its versions can be compared.
 */
export function newTraining(
  { arn, projectArn, testingData }: NewTraining,
  beganAtMs: number,
  durationMs: number,
  fails: boolean,
): Training {
  const random = createRandom(projectArn);
  const labels = LABEL_SETS[wholeBetween(random, 0, LABEL_SETS.length - 1)] ?? [];
  return {
    seed: arn,
    testSet: `${projectArn} ${JSON.stringify(testingData)}`,
    useCase: random() < 0.5 ? 'IMAGE_LEVEL_LABELS' : 'OBJECT_LOCALIZATION',
    labels,
    endsAtMs: beganAtMs + durationMs,
    billableSeconds: Math.max(1, Math.round((durationMs / 1_000) * BILLED_RATIO)),
    failure: fails
      ? {
          cause: 'MANIFEST_ROWS',
          code: 'ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST',
          message: 'The manifest file contains too many invalid rows.',
        }
      : undefined,
  };
}
