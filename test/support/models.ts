import {
  CreateProjectDocument,
  ShowModelDocument,
  StartModelDocument,
  StopModelDocument,
  TrainModelDocument,
} from '../../schema/generated/operations.js';
import type { TestGateway } from './gateway.js';

/** For gateways whose tests are about something else than AWS's rates. */
export const NO_RATES = {
  UPSTREAM_TPS: JSON.stringify(
    Object.fromEntries(
      [
        'CreateProject CreateProjectVersion CopyProjectVersion StartProjectVersion StopProjectVersion',
        'DeleteProjectVersion DescribeProjects DescribeProjectVersions',
      ]
        .flatMap((line) => line.split(' '))
        .map((operation) => [operation, 1_000]),
    ),
  ),
};

export const OUTPUT = { s3Bucket: 'bucket-of-tests', s3KeyPrefix: 'out' };

/** Creates a project with trained versions, by the gateway's own mutations. Gives the versions' ARNs. */
export async function createTrainedModels(
  gateway: TestGateway,
  names: readonly string[],
  projectName = 'models',
): Promise<{ projectArn: string; arns: string[] }> {
  const created = await gateway.run(CreateProjectDocument, { input: { projectName } });
  const projectArn = created.createProject.project?.arn ?? '';
  const arns: string[] = [];
  for (const versionName of names) {
    const input = { projectArn, versionName, outputConfig: OUTPUT };
    const { createModelVersion } = await gateway.run(TrainModelDocument, { input });
    if (!createModelVersion.modelVersion) throw new Error(JSON.stringify(createModelVersion.userErrors));
    arns.push(createModelVersion.modelVersion.arn);
    await gateway.control.advance(3_600_000); // two may train at a time
  }
  for (const arn of arns) await seenAs(gateway, arn, 'TRAINING_COMPLETED');
  return { projectArn, arns };
}

/** Waits until the gateway, asked again and again, answers that the version has this status. */
async function seenAs(gateway: TestGateway, arn: string, status: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const { modelVersion } = await gateway.run(ShowModelDocument, { arn });
    if (modelVersion?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${arn} is still not ${status}`);
}

/** Starts a model; gives the mutation's cursor. */
export async function start(gateway: TestGateway, modelVersionArn: string): Promise<string> {
  const { startModelVersion } = await gateway.run(StartModelDocument, {
    modelVersionArn,
    minInferenceUnits: 1,
  });
  return cursorIn(startModelVersion);
}

/** Stops a model; gives the mutation's cursor. */
export async function stop(gateway: TestGateway, modelVersionArn: string): Promise<string> {
  const { stopModelVersion } = await gateway.run(StopModelDocument, { modelVersionArn });
  return cursorIn(stopModelVersion);
}

function cursorIn({ cursor, userErrors }: { cursor: string | null; userErrors: readonly unknown[] }): string {
  if (cursor === null) throw new Error(JSON.stringify(userErrors));
  return cursor;
}
