import type { Operation } from './operation.js';
import { assumeRole } from './operations/assume-role.js';
import { copyProjectVersion } from './operations/copy-project-version.js';
import { createProject } from './operations/create-project.js';
import { createProjectVersion } from './operations/create-project-version.js';
import { deleteProject } from './operations/delete-project.js';
import { deleteProjectPolicy } from './operations/delete-project-policy.js';
import { deleteProjectVersion } from './operations/delete-project-version.js';
import { describeModel } from './operations/describe-model.js';
import { describeProjectVersions } from './operations/describe-project-versions.js';
import { describeProjects } from './operations/describe-projects.js';
import { getCallerIdentity } from './operations/get-caller-identity.js';
import { getMetricData } from './operations/get-metric-data.js';
import { getMetricStatistics } from './operations/get-metric-statistics.js';
import { getObject, headObject } from './operations/get-object.js';
import { listProjectPolicies } from './operations/list-project-policies.js';
import { listTagsForResource } from './operations/list-tags-for-resource.js';
import { putProjectPolicy } from './operations/put-project-policy.js';
import { startProjectVersion } from './operations/start-project-version.js';
import { stopProjectVersion } from './operations/stop-project-version.js';
import { tagResource } from './operations/tag-resource.js';
import { untagResource } from './operations/untag-resource.js';

/** What is emulated, by AWS service: the router and the support table of src/emulator/README.md both follow from this table. */
export const SUPPORTED = {
  Rekognition: [
    createProject,
    describeProjects,
    deleteProject,
    createProjectVersion,
    describeProjectVersions,
    startProjectVersion,
    stopProjectVersion,
    copyProjectVersion,
    deleteProjectVersion,
    putProjectPolicy,
    listProjectPolicies,
    deleteProjectPolicy,
    tagResource,
    untagResource,
    listTagsForResource,
  ],
  'Lookout for Vision': [describeModel],
  CloudWatch: [getMetricData, getMetricStatistics],
  S3: [getObject, headObject],
  STS: [getCallerIdentity, assumeRole],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;

/** The support table in Markdown, as it stands in src/emulator/README.md between its two markers. */
export function supportTable(): string {
  const rows = Object.entries(SUPPORTED).flatMap(([service, operations]) =>
    operations.map(({ name, notes }) => `| ${service} | ${name} | yes | ${notes} |`),
  );
  return ['| service | operation | done | notes |', '|---|---|---|---|', ...rows, ''].join('\n');
}
