import type { Version } from '../state.js';
import { evaluationReport } from './evaluation-report.js';
import { manifestReport } from './manifest-report.js';
import { OUTPUT_FILES, type OutputFile } from './output-files.js';
import { snapshot, validatedManifest } from './snapshots.js';

/** The text of an output file: always the same for the same version. Manifests are JSON Lines, the others JSON. */
export function contentOf(file: OutputFile, { arn, training }: Version): string {
  switch (file) {
    case OUTPUT_FILES.evaluation:
      return JSON.stringify(evaluationReport(training, arn), null, 2);
    case OUTPUT_FILES.manifestSummary:
      return JSON.stringify(manifestReport(training), null, 2);
    case OUTPUT_FILES.trainingSnapshot:
      return snapshot(training, 'train');
    case OUTPUT_FILES.testingSnapshot:
      return snapshot(training, 'test');
    case OUTPUT_FILES.trainingValidation:
      return validatedManifest(training, 'train');
    case OUTPUT_FILES.testingValidation:
      return validatedManifest(training, 'test');
  }
}
