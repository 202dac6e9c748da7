import { Rekognition } from '@aws-sdk/client-rekognition';
import { credentialsOf, type FaultInput } from '../support/emulator.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { createTrainedModels, NO_RATES, start, stop } from '../support/models.js';
import { cursorOf, followBySse, followByWs, type StatusEvent } from '../support/status-stream.js';
import { until } from '../support/until.js';

/** What is on its way stays so until the emulator's clock is advanced. */
const STILL = { EMULATOR_SPEED: '0.01', POLL_INTERVAL_MS: '100', ...NO_RATES };
const AGES_MS = 3_600_000;
const LOOKS = ['DescribeProjectVersions', 'DescribeProjects'] as const;
/** A few failures in a row, each followed by a longer wait, and a list every five seconds. */
const PATIENCE_MS = 120_000;

const TROUBLES: Record<string, { readonly fault: Omit<FaultInput, 'operation'>; readonly isTotal: boolean }> =
  {
    'is throttled': { fault: { error: 'ProvisionedThroughputExceededException' }, isTotal: true },
    'answers 5xx': { fault: { error: 'InternalServerError' }, isTotal: true },
    'answers 5xx now and then': { fault: { error: 'InternalServerError', rate: 0.5 }, isTotal: false },
    'is cut off': { fault: { cut: true }, isTotal: true },
    'loses its answers': { fault: { replyLost: true }, isTotal: true },
    'is slow': { fault: { latencyMs: 700 }, isTotal: false },
  };

const steps = (events: readonly StatusEvent[]) =>
  events.map((it) => `${it.modelVersionArn?.split('/').at(-2)}: ${it.previousStatus} → ${it.status}`);

async function deleteElsewhere({ emulatorUrl }: TestGateway, ProjectVersionArn: string): Promise<void> {
  const credentials = credentialsOf('123456789012');
  const aws = new Rekognition({ endpoint: emulatorUrl, region: 'us-east-1', credentials });
  await aws.deleteProjectVersion({ ProjectVersionArn });
  aws.destroy();
}

async function judge(
  gateway: TestGateway,
  fault: Omit<FaultInput, 'operation'>,
  isTotal: boolean,
): Promise<void> {
  const { projectArn, arns } = await createTrainedModels(gateway, ['starts', 'goes']);
  const [starts = '', goes = ''] = arns;
  const after = await cursorOf(gateway);
  const streams = [followByWs, followBySse].map((it) => it(gateway, { projectArns: [projectArn], after }));
  const all = (isSo: (events: readonly StatusEvent[]) => boolean) =>
    Promise.all(streams.map((it) => it.until(isSo)));
  await start(gateway, starts);
  await all((events) => events.length === 1);

  const ids = await Promise.all(LOOKS.map((operation) => gateway.control.addFault({ operation, ...fault })));
  await gateway.control.advance(AGES_MS);
  await deleteElsewhere(gateway, goes);
  await gateway.control.advance(AGES_MS);
  await until(async () => {
    const [looks] = await gateway.control.faults();
    return (looks?.struck ?? 0) >= (isTotal ? 4 : 2);
  });
  if (isTotal) for (const { events } of streams) expect(events).toHaveLength(1);
  for (const id of ids) await gateway.control.removeFault(id);

  await all((events) => events.length === 3);
  await stop(gateway, starts);
  await all((events) => events.at(-1)?.status === 'STOPPING');
  for (const { events } of streams) {
    expect(events).toEqual(streams[0]?.events);
    expect(steps(events).filter((it) => it.startsWith('starts'))).toEqual([
      'starts: TRAINING_COMPLETED → STARTING',
      'starts: STARTING → RUNNING',
      'starts: RUNNING → STOPPING',
    ]);
    expect(steps(events).filter((it) => it.startsWith('goes'))).toEqual(['goes: TRAINING_COMPLETED → null']);
  }
  for (const it of streams) it.stop();
}

const outcomes = new Map<string, PromiseSettledResult<void>>();

// All at once, and in a hook: while jest's own concurrent tests run, nothing may be loaded.
beforeAll(async () => {
  const names = Object.keys(TROUBLES);
  const settled = await Promise.allSettled(names.map(liveThrough));
  for (const [index, name] of names.entries())
    outcomes.set(name, settled[index] as PromiseSettledResult<void>);
}, PATIENCE_MS);

async function liveThrough(trouble: string): Promise<void> {
  const { fault, isTotal } = TROUBLES[trouble] ?? { fault: {}, isTotal: true };
  const gateway = await startGateway({ EMULATOR_DATA: 'empty', ...STILL });
  try {
    await judge(gateway, fault, isTotal);
  } finally {
    await gateway.close();
  }
}

it.each(Object.keys(TROUBLES))(
  'while AWS %s: no false event, then the final states, on streams that stayed open',
  (trouble) => {
    const outcome = outcomes.get(trouble);
    if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  },
);
