import { setTimeout as pause } from 'node:timers/promises';
import type { Rekognition } from '@aws-sdk/client-rekognition';
import { POLICY } from '../fault/fault-world.js';
import { makeKeyed, type Stage } from './keyed-change.js';

export interface DriverStage extends Stage {
  readonly aws: Rekognition;
  readonly isOver: () => boolean;
}

const outputConfig = { s3Bucket: 'my-bucket', s3KeyPrefix: 'out' };
const BREATH_MS = 100;

/** The version's status in AWS; undefined: it is gone. */
async function statusOf({ aws }: DriverStage, projectArn: string, name: string): Promise<string | undefined> {
  const answer = await aws
    .describeProjectVersions({ ProjectArn: projectArn, VersionNames: [name] })
    .catch(() => null);
  return answer ? answer.ProjectVersionDescriptions?.[0]?.Status : 'UNKNOWN';
}

/** The version's status once it is on its way nowhere. */
export async function settled(
  stage: DriverStage,
  projectArn: string,
  arn: string,
): Promise<string | undefined> {
  const name = arn.split('/')[3] ?? '';
  for (;;) {
    const status = await statusOf(stage, projectArn, name);
    if (!/^(STARTING|STOPPING|DELETING|UNKNOWN|.*IN_PROGRESS)$/.test(status ?? '')) return status;
    await pause(BREATH_MS);
  }
}

/** Starts a model and stops it again. */
export async function startAndStop(stage: DriverStage, projectArn: string, arn: string): Promise<void> {
  while (!stage.isOver()) {
    const isRunning = (await settled(stage, projectArn, arn)) === 'RUNNING';
    const operation = isRunning ? 'StopProjectVersion' : 'StartProjectVersion';
    await makeKeyed(stage, {
      field: isRunning ? 'stopModelVersion' : 'startModelVersion',
      input: { modelVersionArn: arn, ...(!isRunning && { minInferenceUnits: 1 }) },
      target: { operation, fields: { ProjectVersionArn: arn } },
    });
    await pause(BREATH_MS);
  }
}

/** Makes a project and deletes it again. */
export async function makeProjects(stage: DriverStage): Promise<void> {
  for (let count = 0; !stage.isOver(); count++) {
    const projectName = `made-${count}`;
    const made = await makeKeyed<{ project: { arn: string } }>(stage, {
      field: 'createProject',
      input: { projectName },
      select: 'project { arn }',
      target: { operation: 'CreateProject', fields: { ProjectName: projectName } },
    });
    if (!made) continue;
    const projectArn = made.project.arn;
    await makeKeyed(stage, {
      field: 'deleteProject',
      input: { projectArn },
      target: { operation: 'DeleteProject', fields: { ProjectArn: projectArn } },
    });
    await pause(BREATH_MS);
  }
}

/** Trains a version, copies it, and deletes both. */
export async function makeVersions(stage: DriverStage, projectArn: string, sourceArn: string): Promise<void> {
  for (let count = 0; !stage.isOver(); count++) {
    for (const kind of ['trained', 'copied']) {
      const versionName = `${kind}-${count}`;
      const isCopy = kind === 'copied';
      const place = isCopy
        ? { sourceModelVersionArn: sourceArn, destinationProjectArn: projectArn }
        : { projectArn };
      const made = await makeKeyed<{ modelVersion: { arn: string } }>(stage, {
        field: isCopy ? 'copyModelVersion' : 'createModelVersion',
        input: { ...place, versionName, outputConfig },
        select: 'modelVersion { arn }',
        target: {
          operation: isCopy ? 'CopyProjectVersion' : 'CreateProjectVersion',
          fields: { VersionName: versionName },
        },
      });
      if (!made) continue;
      const modelVersionArn = made.modelVersion.arn;
      await settled(stage, projectArn, modelVersionArn);
      await makeKeyed(stage, {
        field: 'deleteModelVersion',
        input: { modelVersionArn },
        target: { operation: 'DeleteProjectVersion', fields: { ProjectVersionArn: modelVersionArn } },
      });
    }
    await pause(BREATH_MS);
  }
}

/** Attaches a policy, replaces it and takes it off. */
export async function makePolicies(stage: DriverStage, projectArn: string): Promise<void> {
  for (let count = 0; !stage.isOver(); count++) {
    const policyName = `policy-${count}`;
    const common = { projectArn, policyName };
    const put = (Sid: string, policyRevisionId: string | null) =>
      makeKeyed<{ projectPolicy: { policyRevisionId: string } }>(stage, {
        field: 'putProjectPolicy',
        input: {
          ...{ ...common, policyRevisionId },
          policyDocument: { ...POLICY, Statement: [{ ...POLICY.Statement[0], Sid }] },
        },
        select: 'projectPolicy { policyRevisionId }',
        target: {
          operation: 'PutProjectPolicy',
          fields: { PolicyName: policyName, PolicyRevisionId: policyRevisionId ?? undefined },
        },
      });
    const first = await put('first', null);
    if (first) await put('second', first.projectPolicy.policyRevisionId);
    await makeKeyed(stage, {
      field: 'deleteProjectPolicy',
      input: common,
      target: { operation: 'DeleteProjectPolicy', fields: { PolicyName: policyName } },
    });
    await pause(BREATH_MS);
  }
}
