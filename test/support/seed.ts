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

/**
 * Trained versions `v0`, `v1`, … in projects `p0`, `p1`, …, in a data file of their own.
 * @param now - the same clock gives the same ARNs. Default: the machine's
 */
export async function seedVersions(
  projects: number,
  versionsEach: number,
  regions: readonly string[] = ['us-east-1'],
  now?: () => number,
): Promise<Seed> {
  const file = join(mkdtempSync(join(tmpdir(), 'seed-')), 'emulator.json');
  const emulator = await startTestEmulator({ data: file, transitions: 'immediate', ...(now && { now }) });
  const versions = new Map<string, readonly string[]>();
  for (const region of regions)
    await seedRegion({ url: emulator.url, region, projects, versionsEach, versions });
  await emulator.close();
  return { file, versions };
}

interface RegionSeed {
  readonly url: string;
  readonly region: string;
  readonly projects: number;
  readonly versionsEach: number;
  readonly versions: Map<string, readonly string[]>;
}

async function seedRegion({ url, region, projects, versionsEach, versions }: RegionSeed): Promise<void> {
  const client = new RekognitionClient({ endpoint: url, region, credentials: credentialsOf('123456789012') });
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
}
