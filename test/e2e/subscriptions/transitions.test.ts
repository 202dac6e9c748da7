import {
  CopyModelDocument,
  CreateProjectDocument,
  DeleteModelDocument,
  TrainModelDocument,
} from '../../../schema/generated/operations.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES, OUTPUT, start, stop } from '../../support/models.js';
import { followBySse, followByWs, type StatusEvent, type Stream } from '../../support/status-stream.js';

/** A second of the demo takes a twentieth here. */
const QUICK = { EMULATOR_DATA: 'empty', EMULATOR_SPEED: '20', POLL_INTERVAL_MS: '100' };

const FOLLOW = { 'a WebSocket': followByWs, SSE: followBySse };

/** How a client sees one version: where it came from, and where to. */
const steps = (events: readonly StatusEvent[]) =>
  events.map(({ previousStatus, status }) => `${previousStatus} → ${status}`);

describe.each(Object.keys(FOLLOW) as (keyof typeof FOLLOW)[])('over %s', (transport) => {
  let gateway: TestGateway;
  let projectArn = '';
  let arn = '';
  /** All stay open to the end. */
  const streams: Stream[] = [];

  beforeAll(async () => {
    gateway = await startGateway({ ...QUICK, ...NO_RATES });
    projectArn = await createProject('models');
  });
  afterAll(async () => {
    for (const stream of streams) stream.stop();
    await gateway.close();
  });

  async function createProject(projectName: string): Promise<string> {
    const { createProject: created } = await gateway.run(CreateProjectDocument, { input: { projectName } });
    return created.project?.arn ?? '';
  }

  /** What a client sees that follows a version from a mutation's cursor on, until it is `last`. */
  async function seen(versionArn: string, after: string, last: string | null): Promise<string[]> {
    const stream = FOLLOW[transport](gateway, { modelVersionArns: [versionArn], after });
    streams.push(stream);
    return steps(await stream.until((events) => events.at(-1)?.status === last));
  }

  it('a mutation’s cursor shows all that it began, each change once and in order: training', async () => {
    const input = { projectArn, versionName: 'v1', outputConfig: OUTPUT };
    const { createModelVersion } = await gateway.run(TrainModelDocument, { input });
    arn = createModelVersion.modelVersion?.arn ?? '';
    expect(await seen(arn, createModelVersion.cursor ?? '', 'TRAINING_COMPLETED')).toEqual([
      'null → TRAINING_IN_PROGRESS',
      'TRAINING_IN_PROGRESS → TRAINING_COMPLETED',
    ]);
  });

  it('starting', async () => {
    expect(await seen(arn, await start(gateway, arn), 'RUNNING')).toEqual([
      'TRAINING_COMPLETED → STARTING',
      'STARTING → RUNNING',
    ]);
  });

  it('stopping', async () => {
    expect(await seen(arn, await stop(gateway, arn), 'STOPPED')).toEqual([
      'RUNNING → STOPPING',
      'STOPPING → STOPPED',
    ]);
  });

  it('copying', async () => {
    const destinationProjectArn = await createProject('copies');
    const input = {
      sourceModelVersionArn: arn,
      destinationProjectArn,
      versionName: 'copy',
      outputConfig: OUTPUT,
    };
    const { copyModelVersion } = await gateway.run(CopyModelDocument, { input });
    const copyArn = copyModelVersion.modelVersion?.arn ?? '';
    expect(await seen(copyArn, copyModelVersion.cursor ?? '', 'COPYING_COMPLETED')).toEqual([
      'null → COPYING_IN_PROGRESS',
      'COPYING_IN_PROGRESS → COPYING_COMPLETED',
    ]);
  });

  it('failing', async () => {
    await gateway.control.addFault({ operation: 'StartProjectVersion', outcome: 'FAILED', count: 1 });
    expect(await seen(arn, await start(gateway, arn), 'FAILED')).toEqual([
      'STOPPED → STARTING',
      'STARTING → FAILED',
    ]);
  });

  it('deleting, until it is gone', async () => {
    const { deleteModelVersion } = await gateway.run(DeleteModelDocument, { modelVersionArn: arn });
    expect(await seen(arn, deleteModelVersion.cursor ?? '', null)).toEqual([
      'FAILED → DELETING',
      'DELETING → null',
    ]);
  });

  it('and all of it for a subscriber from the first mutation on, nothing twice', async () => {
    const events = (await streams[0]?.until((it) => it.at(-1)?.status === null)) ?? [];
    expect(new Set(events.map((it) => it.cursor)).size).toBe(10);
    expect(steps(events)).toEqual([
      'null → TRAINING_IN_PROGRESS',
      'TRAINING_IN_PROGRESS → TRAINING_COMPLETED',
      'TRAINING_COMPLETED → STARTING',
      'STARTING → RUNNING',
      'RUNNING → STOPPING',
      'STOPPING → STOPPED',
      'STOPPED → STARTING',
      'STARTING → FAILED',
      'FAILED → DELETING',
      'DELETING → null',
    ]);
  });
});
