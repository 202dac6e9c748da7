import type { Training } from '../state.js';
import { evaluationOf } from './evaluation.js';

/** Of a manifest that made its training fail, this share of lines is invalid. */
const INVALID_SHARE = 0.55;

/**
 * The manifest summary file.
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-summary.html
 */
export function manifestReport(training: Training): object {
  const { trainingImages, testingImages } = evaluationOf(training);
  const errors = training.failure ? [{ code: training.failure.code, message: training.failure.message }] : [];
  return {
    statistics: {
      training: statistics(training, trainingImages, errors),
      testing: statistics(training, testingImages, []),
    },
    errors: [],
  };
}

/** Which lines of a manifest are invalid, counted from 0: those of a failed training's training manifest. */
export function invalidLines({ failure }: Training, lines: number): number[] {
  const count = failure ? Math.ceil(lines * INVALID_SHARE) : 0;
  return Array.from({ length: count }, (_, index) => index);
}

function statistics(training: Training, lines: number, errors: readonly object[]): object {
  const invalid = errors.length > 0 ? invalidLines(training, lines) : [];
  return {
    use_case: training.failure ? 'NOT_DETERMINED' : training.useCase,
    total_json_lines: lines,
    valid_json_lines: lines - invalid.length,
    invalid_json_lines: invalid.length,
    ignored_json_lines: 0,
    error_json_line_indices: invalid,
    errors,
  };
}
