import { type ProjectVersionDescription, Rekognition } from '@aws-sdk/client-rekognition';
import type { EmulatorOptions } from '../../../src/emulator/server.js';
import { credentialsOf, startTestEmulator, type TestEmulator } from '../../support/emulator.js';

export const ACCOUNT = '123456789012';
export const START_MS = Date.parse('2026-11-21T10:00:00.123Z');
export const OutputConfig = { S3Bucket: 'my-bucket', S3KeyPrefix: 'out' };

/** An error of the SDK with this name. */
export const refused = (name: string) => expect.objectContaining({ name });

/** An empty emulator for each test, whose clock only moves when told. */
export function setStage() {
  let emulator: TestEmulator;
  let nowMs = START_MS;

  async function start(options: Partial<EmulatorOptions> = {}): Promise<void> {
    emulator = await startTestEmulator({ now: () => nowMs, ...options });
  }

  beforeEach(() => {
    nowMs = START_MS;
    return start();
  });

  afterEach(() => emulator.close());

  return {
    control: () => emulator.control,
    url: () => emulator.url,
    pass(ms: number) {
      nowMs += ms;
    },
    async restart(options: Partial<EmulatorOptions>) {
      await emulator.close();
      await start(options);
    },
    clientOf(accountId = ACCOUNT, region = 'us-east-1') {
      const credentials = credentialsOf(accountId);
      return new Rekognition({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
    },
    async projectOf(client: Rekognition, ProjectName = 'p'): Promise<string> {
      return (await client.createProject({ ProjectName })).ProjectArn ?? '';
    },
    /** Creates a version and lets the time of its training pass. */
    async trainedOf(client: Rekognition, ProjectArn: string, VersionName: string): Promise<string> {
      const created = await client.createProjectVersion({ ProjectArn, VersionName, OutputConfig });
      nowMs += 20_000;
      return created.ProjectVersionArn ?? '';
    },
    async described(client: Rekognition, arn: string, name: string): Promise<ProjectVersionDescription> {
      const names = { ProjectArn: arn, VersionNames: [name] };
      const { ProjectVersionDescriptions } = await client.describeProjectVersions(names);
      return ProjectVersionDescriptions?.[0] ?? {};
    },
  };
}
