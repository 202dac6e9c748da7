import type { AccountRegion, ModelVersionArn, ProjectArn } from '../../src/domain/arn.js';
import type { ModelVersionCopy, NewModelVersion, NewProject } from '../../src/domain/change-inputs.js';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import type { AccountAccess } from '../../src/upstream/aws/clients.js';
import type { Upstream } from '../../src/upstream/port.js';
import { startTestEmulator, type TestEmulator } from '../support/emulator.js';
import { aCallContext, anUpstream, RATELESS } from './upstream-stage.js';

export const HERE: AccountRegion = { accountId: '123456789012', region: 'us-east-1' };
const OUTPUT = { s3Bucket: 'my-bucket', s3KeyPrefix: 'out' };

export const newProject = (change: Partial<NewProject> = {}): NewProject => ({
  projectName: 'cats',
  feature: null,
  autoUpdate: null,
  tags: [],
  ...change,
});

export const newVersion = (change: Partial<NewModelVersion> = {}): NewModelVersion => ({
  versionName: 'v1',
  outputConfig: OUTPUT,
  trainingData: null,
  testingData: null,
  tags: [],
  kmsKeyId: null,
  versionDescription: null,
  contentModerationConfidenceThreshold: null,
  ...change,
});

export type NewCopy = Omit<ModelVersionCopy, 'outputConfig' | 'tags' | 'kmsKeyId'>;

export const newCopy = (arns: NewCopy): ModelVersionCopy => ({
  ...arns,
  outputConfig: OUTPUT,
  tags: [],
  kmsKeyId: null,
});

/** An emulator without waiting and the adapter in front of it, new for each test. */
export function setUpstreamWorld(
  options: Partial<EmulatorOptions> = {},
  accounts: readonly AccountAccess[] = [HERE],
) {
  let emulator: TestEmulator;
  let upstream: Upstream;

  beforeEach(async () => {
    emulator = await startTestEmulator({ transitions: 'immediate', ...options });
    const endpoint = { url: emulator.url, accessKeyId: HERE.accountId, secretAccessKey: 'x' };
    upstream = anUpstream(accounts, endpoint, RATELESS);
  });

  afterEach(async () => {
    upstream.close();
    await emulator.close();
  });

  return {
    upstream: () => upstream,
    emulatorUrl: () => emulator.url,
    control: () => emulator.control,
    project: (projectName = 'cats', at = HERE): Promise<ProjectArn> =>
      upstream.createProject(at, newProject({ projectName }), aCallContext()),
    /** A trained version. */
    version: (projectArn: ProjectArn, versionName = 'v1'): Promise<ModelVersionArn> =>
      upstream.createModelVersion(projectArn, newVersion({ versionName }), aCallContext()),
    async described(projectArn: ProjectArn, versionName = 'v1') {
      const snapshot = await upstream.describeModelVersions(projectArn, [versionName], aCallContext());
      return snapshot?.values[0] ?? null;
    },
    /** What AWS was asked under this name, newest last. */
    async inputsOf(operation: string): Promise<Record<string, unknown>[]> {
      const { requests } = await emulator.control.requests();
      return requests.filter((it) => it.operation === operation).map(({ input }) => input ?? {});
    },
  };
}
