import { Rekognition } from '@aws-sdk/client-rekognition';
import { DeleteModelDocument } from '../../schema/generated/operations.js';
import { credentialsOf } from '../support/emulator.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { start, stop } from '../support/models.js';
import { cursorOf, followByWs, type Stream } from '../support/status-stream.js';

/**
 * How long after AWS's own change a subscriber hears of it: the emulator at speed 1 with AWS's own rates, the gateway
 * with its defaults, two models in each of four regions started, stopped and deleted. Prints percentiles.
 */
const ACCOUNT = '123456789012';
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-south-1'];
const ROUNDS = 4;
/** How long the emulator takes at speed 1. */
const TAKES_MS = { RUNNING: 8_000, STOPPED: 4_000, gone: 2_000 };
const OPERATION = {
  RUNNING: 'StartProjectVersion',
  STOPPED: 'StopProjectVersion',
  gone: 'DeleteProjectVersion',
};
const HOUR_MS = 3_600_000;

type End = keyof typeof TAKES_MS;

async function main(): Promise<void> {
  const gateway = await startGateway({
    ACCOUNTS: JSON.stringify(REGIONS.map((region) => ({ accountId: ACCOUNT, region }))),
    EMULATOR_DATA: 'empty',
    EMULATOR_SPEED: '1',
    EMULATOR_TPS: '',
  });
  const arns = (await Promise.all(REGIONS.map((region) => train(gateway, region)))).flat();
  await gateway.control.advance(HOUR_MS);
  const stream = followByWs(gateway, { after: await cursorOf(gateway) });
  const heard = new Map<string, number>();
  const samples: number[] = [];
  const watch = setInterval(() => {
    for (const { cursor } of stream.events) if (!heard.has(cursor)) heard.set(cursor, Date.now());
  }, 1);
  const sample = async (arn: string, end: End) => samples.push(await lagOf(gateway, stream, heard, arn, end));

  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      arns.map(async (arn) => {
        await wait(Math.random() * 2_000);
        await start(gateway, arn);
        await sample(arn, 'RUNNING');
        await stop(gateway, arn);
        await sample(arn, 'STOPPED');
      }),
    );
  }
  await Promise.all(
    arns.map(async (arn) => {
      await gateway.run(DeleteModelDocument, { modelVersionArn: arn });
      await sample(arn, 'gone');
    }),
  );
  clearInterval(watch);
  stream.stop();
  await gateway.close();
  print(samples);
}

async function train({ emulatorUrl, control }: TestGateway, region: string): Promise<string[]> {
  const aws = new Rekognition({ endpoint: emulatorUrl, region, credentials: credentialsOf(ACCOUNT) });
  const { ProjectArn } = await aws.createProject({ ProjectName: 'bench' });
  const OutputConfig = { S3Bucket: 'bucket-of-bench', S3KeyPrefix: 'out' };
  const arns: string[] = [];
  for (const VersionName of ['a', 'b']) {
    const { ProjectVersionArn = '' } = await aws.createProjectVersion({
      ProjectArn,
      VersionName,
      OutputConfig,
    });
    arns.push(ProjectVersionArn);
  }
  await control.clearRequests();
  aws.destroy();
  return arns;
}

/** Waits for the end of what was last asked for this version, and gives how long after it the subscriber heard. */
async function lagOf(
  { control }: TestGateway,
  stream: Stream,
  heard: ReadonlyMap<string, number>,
  arn: string,
  end: End,
): Promise<number> {
  const status = end === 'gone' ? null : end;
  const { requests } = await control.requests();
  const { clockOffsetMs } = await control.state();
  const asked = requests.filter(
    (it) => it.operation === OPERATION[end] && it.input?.ProjectVersionArn === arn,
  );
  const changedAt = (asked.at(-1)?.atMs ?? Number.NaN) - clockOffsetMs + TAKES_MS[end];
  const count = asked.length;
  const isIt = (it: Stream['events'][number]) => it.modelVersionArn === arn && it.status === status;
  const events = await stream.until((all) => all.filter(isIt).length === count);
  await wait(5);
  return (heard.get(events.filter(isIt).at(-1)?.cursor ?? '') ?? Number.NaN) - changedAt;
}

function print(samples: readonly number[]): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  console.log(
    `${sorted.length} changes: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms after AWS's own`,
  );
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

void main();
