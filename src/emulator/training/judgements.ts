import type { Training } from '../state.js';
import { createRandom, wholeBetween } from './random.js';

/** A test image's true label and the one that the model gave it, both as places in the training's labels. */
export interface Judgement {
  readonly truth: number;
  readonly predicted: number;
}

/** The share of test images that a model gets right without luck. */
const LEAST_SKILL = 0.78;
const MOST_SKILL = 0.98;

/** How a trained model judged its test images: always the same for the same training. At least one of each label is right. */
export function judgementsOf({ seed, testSet = seed, labels }: Training): Judgement[] {
  const random = createRandom(seed);
  const skill = LEAST_SKILL + random() * (MOST_SKILL - LEAST_SKILL);
  return labels.flatMap((label, truth) =>
    Array.from({ length: imagesOf(label, testSet) }, (_image, index) => {
      const isRight = random() < skill || index === 0;
      return { truth, predicted: isRight ? truth : wholeBetween(random, 0, labels.length - 1) };
    }),
  );
}

/** How many images of a label there are in a test set. */
function imagesOf(label: string, testSet: string): number {
  return wholeBetween(createRandom(`${testSet} ${label}`), 12, 40);
}
