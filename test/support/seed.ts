import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateProjectCommand,
  CreateProjectVersionCommand,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { credentialsOf, startTestEmulator } from './emulator.js';

export interface Seed {
  /** A data file for `EMULATOR_DATA`. */
  readonly file: string;
  /** Project ARN → ARNs of its versions, oldest first. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
}

/** Trained versions `v0`, `v1`, … in projects `p0`, `p1`, …, in a data file of their own. */
export async function seedVersions(projects: number, versionsEach: number): Promise<Seed> {
  const file = join(mkdtempSync(join(tmpdir(), 'seed-')), 'emulator.json');
  const emulator = await startTestEmulator({ data: file, transitions: 'immediate' });
  const client = new RekognitionClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: credentialsOf('123456789012'),
  });
  const versions = new Map<string, string[]>();
  for (let p = 0; p < projects; p++) {
    const { ProjectArn = '' } = await client.send(new CreateProjectCommand({ ProjectName: `p${p}` }));
    const arns: string[] = [];
    versions.set(ProjectArn, arns);
    for (let v = 0; v < versionsEach; v++) {
      const OutputConfig = { S3Bucket: 'training-output', S3KeyPrefix: `p${p}` };
      const input = { ProjectArn, VersionName: `v${v}`, OutputConfig };
      const { ProjectVersionArn = '' } = await client.send(new CreateProjectVersionCommand(input));
      arns.push(ProjectVersionArn);
    }
  }
  client.destroy();
  await emulator.close();
  return { file, versions };
}
