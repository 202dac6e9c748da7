import { Rekognition } from '@aws-sdk/client-rekognition';
import { credentialsOf } from '../support/emulator.js';
import { createFastClock } from '../support/fast-clock.js';
import { type Answer, startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/until.js';

export const OUTPUT = { S3Bucket: 'my-bucket', S3KeyPrefix: 'out' };
export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 'rekognition:CopyProjectVersion',
      Resource: '*',
    },
  ],
};

/** What a test finds in AWS, and the SDK to look past the gateway with. */
export interface World {
  readonly aws: Rekognition;
  readonly projectName: string;
  readonly projectArn: string;
  readonly emptyProjectArn: string;
  readonly trainedArn: string;
  readonly runningArn: string;
}

/** No rates to speak of. */
export const FAST = JSON.stringify({
  ...{ CreateProject: 1_000, DeleteProject: 1_000, DescribeProjects: 1_000, CreateProjectVersion: 1_000 },
  ...{ DescribeProjectVersions: 1_000, StartProjectVersion: 1_000, StopProjectVersion: 1_000 },
  ...{ CopyProjectVersion: 1_000, DeleteProjectVersion: 1_000, PutProjectPolicy: 1_000 },
  ...{ DeleteProjectPolicy: 1_000, ListProjectPolicies: 1_000, ListTagsForResource: 1_000 },
});

/** No rates, no answers from memory and no looks but those a test asks for. */
const QUIET = {
  EMULATOR_DATA: 'empty',
  EMULATOR_TRANSITIONS: 'immediate',
  READ_MAX_AGE_MS: '0',
  READ_REVALIDATE_MS: '0',
  STALE_IF_ERROR_MS: '0',
  POLL_INTERVAL_MS: '3600000',
  UPSTREAM_TPS: FAST,
};

/** The gateway waits seconds between its tries and for answers; a stall of this machine must stay far below them. */
const CLOCK_SPEED = 10;

/** A new gateway and a new world for each test: what one test used up of the retries, another may need. */
export function setFaultWorld(settings: Readonly<Record<string, string>> = {}) {
  let gateway: TestGateway;
  let world: World;

  beforeEach(async () => {
    gateway = await startGateway({ ...QUIET, ...settings }, createFastClock(CLOCK_SPEED));
    world = await createWorld(gateway.emulatorUrl, 'p');
    await gateway.control.clearRequests();
  });
  afterEach(async () => {
    world.aws.destroy();
    await gateway.close();
  });

  return {
    world: () => world,
    control: () => gateway.control,
    query: <T = Record<string, unknown>>(document: string, variables: object = {}) =>
      gateway.query<T>(document, variables),
    /** Asks until AWS counts as working again: after an outage the gateway tries at intervals. */
    async recovered<T = Record<string, unknown>>(document: string, variables: object): Promise<Answer<T>> {
      let answer: Answer<T> = {};
      await until(async () => {
        answer = await gateway.query<T>(document, variables);
        return answer.errors?.[0]?.extensions.code !== 'UPSTREAM_UNAVAILABLE';
      });
      return answer;
    },
    /** How often AWS was asked for this. */
    async countOf(operation: string): Promise<number> {
      return (await gateway.control.requests()).counts[operation] ?? 0;
    },
  };
}

/** Projects of these names, with what the changes of test/fault/changes.ts need. */
export async function createWorld(
  endpoint: string,
  projectName: string,
  region = 'us-east-1',
): Promise<World> {
  const credentials = credentialsOf('123456789012');
  const aws = new Rekognition({ endpoint, region, credentials });
  const { ProjectArn: projectArn = '' } = await aws.createProject({ ProjectName: projectName });
  const { ProjectArn: emptyProjectArn = '' } = await aws.createProject({
    ProjectName: `${projectName}-empty`,
  });
  const train = async (VersionName: string) => {
    const order = { ProjectArn: projectArn, VersionName, OutputConfig: OUTPUT };
    return (await aws.createProjectVersion(order)).ProjectVersionArn ?? '';
  };
  const [trainedArn, runningArn] = [await train('trained'), await train('running')];
  await aws.startProjectVersion({ ProjectVersionArn: runningArn, MinInferenceUnits: 1 });
  const PolicyDocument = JSON.stringify(POLICY);
  await aws.putProjectPolicy({ ProjectArn: projectArn, PolicyName: 'lend', PolicyDocument });
  return { aws, projectName, projectArn, emptyProjectArn, trainedArn, runningArn };
}

/** What no client may read: AWS's own words for failures, names of its errors, hosts, files of ours. */
export const AWS_WORDS =
  /Injected fault|Exception|Slow down|Provisioned|Internal server|ECONN|socket|127\.0\.0\.1|\/src\/|node_modules/;
