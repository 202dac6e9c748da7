import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import type { StepRun } from './step-action.js';

/** A fresh describe, of a version of the workflow's project. Null: it is gone, whatever has its name now. */
export async function describeVersion(
  { session, workflow: { project } }: StepRun,
  arn: ModelVersionArn,
): Promise<ModelVersion | null> {
  const { upstream, callContext } = session;
  const { projectName, versionName } = modelVersionArnParts(arn);
  const projectArn =
    project.arn ??
    (await upstream.describeProjects(accountRegionOf(arn), [projectName], callContext)).values[0]?.arn;
  const found = projectArn && (await upstream.describeModelVersions(projectArn, [versionName], callContext));
  return (found ? found.values.find((it) => it.arn === arn) : null) ?? null;
}
