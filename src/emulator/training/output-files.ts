import type { Version, VersionStatus } from '../state.js';

/** The files that a training writes. The names are those in AWS's own sample answers; one guide page has others. */
export const OUTPUT_FILES = {
  evaluation: 'EvaluationResultSummary',
  manifestSummary: 'ManifestSummary',
  trainingSnapshot: 'TrainingGroundTruth',
  testingSnapshot: 'TestingGroundTruth',
  trainingValidation: 'TrainingManifestWithValidation',
  testingValidation: 'TestingManifestWithValidation',
} as const;

export type OutputFile = (typeof OUTPUT_FILES)[keyof typeof OUTPUT_FILES];

const AFTER_FAILURE: readonly OutputFile[] = [
  OUTPUT_FILES.manifestSummary,
  OUTPUT_FILES.trainingValidation,
  OUTPUT_FILES.testingValidation,
];

/** These statuses have no files yet, or never will have. */
const WITHOUT_FILES: readonly VersionStatus[] = [
  'TRAINING_IN_PROGRESS',
  'COPYING_IN_PROGRESS',
  'COPYING_FAILED',
];

/**
 * The files there are. A training that failed on its rows leaves its reports, one that failed on a manifest file or
 * on the service nothing. https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging.html
 * A copy gets its source's results [UNC: which files AWS copies is not documented].
 */
export function writtenFiles({ training, sourceArn }: Version, status: VersionStatus): readonly OutputFile[] {
  if (WITHOUT_FILES.includes(status)) return [];
  if (sourceArn !== undefined && status === 'DELETING') return [];
  if (!training.failure) return Object.values(OUTPUT_FILES);
  return training.failure.cause === 'MANIFEST_ROWS' ? AFTER_FAILURE : [];
}

/** The key of a file in its bucket. */
export function outputName(file: OutputFile, { name, output }: Version, projectName: string): string {
  const prefix = output.prefix?.replace(/\/+$/, '');
  const base = `${file}-${projectName}-${name}.json`;
  return prefix ? `${prefix}/${base}` : base;
}
