import type { Clock } from '../clock.js';
import { toWallTime } from '../clock.js';
import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
import type { SeenVersion } from '../domain/automation/planned-stop.js';
import type { Services } from '../services/session.js';

/** What the catalog knows of a version. Its name may be another's by now: then it is gone. */
export function seenVersion(catalog: Services['catalog'], clock: Clock, arn: ModelVersionArn): SeenVersion {
  const { projectName, versionName } = modelVersionArnParts(arn);
  const project = catalog.project(accountRegionOf(arn), projectName);
  const entry = project?.value ? catalog.version(project.value.arn, versionName) : project;
  if (!entry) return { status: undefined, observedAt: 0 };
  const version = entry.value?.kind === 'ModelVersion' ? entry.value : null;
  const observedAt = toWallTime(clock, version?.observedAt ?? entry.validatedAt);
  return { status: version?.arn === arn ? version.status : null, observedAt };
}

/** Soon: AWS may have refused because it is not as the catalog has it. */
export function refreshSoon({ catalog, onChanged }: Services, arn: ModelVersionArn): void {
  const project = catalog.project(accountRegionOf(arn), modelVersionArnParts(arn).projectName)?.value;
  if (project) onChanged(project.arn, arn);
}
