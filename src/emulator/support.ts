import type { Operation } from './operation.js';
import { describeProjectVersions } from './operations/describe-project-versions.js';
import { describeProjects } from './operations/describe-projects.js';
import { startProjectVersion } from './operations/start-project-version.js';

/** Rekognition's operations that are emulated: router and support table both follow from this list. */
export const rekognitionOperations: readonly Operation[] = [
  describeProjects,
  describeProjectVersions,
  startProjectVersion,
];
