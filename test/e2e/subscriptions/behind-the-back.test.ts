import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureCommand } from '../../support/debian.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { createTrainedModels, NO_RATES } from '../../support/models.js';
import { followByWs, type StatusEvent } from '../../support/status-stream.js';

const AWS = ensureCommand('aws', 'awscli');
/** A subscriber's project is listed every 5 s, projects every 10 s; and every command is a Python of its own. */
const PATIENCE_MS = 90_000;
const INSTALLING_MS = 300_000;

let gateway: TestGateway;

/** The AWS CLI on the emulator's own address: the gateway hears nothing of it. */
async function rekognition(...args: string[]): Promise<Record<string, string>> {
  const env = {
    PATH: process.env.PATH,
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_PAGER: '',
  };
  const common = ['--endpoint-url', gateway.emulatorUrl, '--region', 'us-east-1', '--output', 'json'];
  const { stdout } = await promisify(execFile)(AWS, [...common, 'rekognition', ...args], { env });
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

beforeAll(async () => {
  // The clock of the emulator is advanced by hand, so that what is on its way waits until it was seen.
  gateway = await startGateway({
    EMULATOR_DATA: 'empty',
    EMULATOR_SPEED: '0.01',
    POLL_INTERVAL_MS: '100',
    ...NO_RATES,
  });
}, INSTALLING_MS);
afterAll(() => gateway.close());

const AGES_MS = 3_600_000;
const last = (arn: string, status: string | null) => (events: readonly StatusEvent[]) =>
  events.some((it) => it.modelVersionArn === arn && it.status === status);

it(
  'delivers what the AWS CLI does behind the gateway’s back, to one project’s followers and to all',
  async () => {
    const { projectArn, arns } = await createTrainedModels(gateway, ['v1']);
    const [arn = ''] = arns;
    const ofProject = followByWs(gateway, { projectArns: [projectArn] });
    const ofAll = followByWs(gateway);

    await rekognition('start-project-version', '--project-version-arn', arn, '--min-inference-units', '1');
    await ofProject.until(last(arn, 'STARTING'));
    await gateway.control.advance(AGES_MS);
    await ofProject.until(last(arn, 'RUNNING'));

    await rekognition('stop-project-version', '--project-version-arn', arn);
    await ofProject.until(last(arn, 'STOPPING'));
    await gateway.control.advance(AGES_MS);
    await ofProject.until(last(arn, 'STOPPED'));

    const { ProjectArn = '' } = await rekognition('create-project', '--project-name', 'elsewhere');
    const { ProjectVersionArn = '' } = await rekognition(
      ...['create-project-version', '--project-arn', ProjectArn, '--version-name', 'new'],
      ...['--output-config', 'S3Bucket=my-bucket,S3KeyPrefix=out'],
    );
    await ofAll.until(last(ProjectVersionArn, 'TRAINING_IN_PROGRESS'));

    await rekognition('delete-project-version', '--project-version-arn', arn);
    await ofProject.until(last(arn, 'DELETING'));
    await gateway.control.advance(AGES_MS);
    await ofProject.until(last(arn, null));
    await ofAll.until(last(arn, null));
    await ofAll.until(last(ProjectVersionArn, 'TRAINING_COMPLETED'));

    const ofOne = (events: readonly StatusEvent[]) =>
      events.filter((it) => it.modelVersionArn === arn).map((it) => it.status);
    const story = ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED', 'DELETING', null];
    expect(ofOne(ofProject.events)).toEqual(story);
    expect(ofOne(ofAll.events)).toEqual(story);
    ofProject.stop();
    ofAll.stop();
  },
  PATIENCE_MS,
);
