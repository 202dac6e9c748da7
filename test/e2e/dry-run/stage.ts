import { startTestEmulator, type TestEmulator } from '../../support/emulator.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH, HOME, PARTNER } from '../demo.js';

const CHANGING = [
  ...['CreateProject', 'DeleteProject', 'CreateProjectVersion', 'CopyProjectVersion'],
  ...['StartProjectVersion', 'StopProjectVersion', 'DeleteProjectVersion'],
  ...['PutProjectPolicy', 'DeleteProjectPolicy'],
];

const roleArn = 'arn:aws:iam::111122223333:role/gateway';
const ACCOUNTS = JSON.stringify([HOME, { ...PARTNER, roleArn }]);

const AWS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '123456789012',
  AWS_SECRET_ACCESS_KEY: 'not-checked',
};

/** A gateway over an emulator whose time stands still, so that nothing happens between a dry run and the change. */
export class StillStage {
  private nowMs = Date.now();
  private readonly sent: string[] = [];

  private constructor(
    readonly gateway: () => TestGateway,
    private readonly emulator: () => TestEmulator,
  ) {}

  static async start(): Promise<StillStage & AsyncDisposable> {
    let gateway: TestGateway | undefined;
    const stage = new StillStage(
      () => gateway as TestGateway,
      () => emulator,
    );
    const emulator: TestEmulator = await startTestEmulator({
      now: () => stage.nowMs,
      onRequest: ({ operation }) => stage.sent.push(operation),
    });
    const environment = { ...process.env };
    Object.assign(process.env, AWS, { AWS_ENDPOINT_URL: emulator.url });
    gateway = await startGateway({ ...ALWAYS_FRESH, ACCOUNTS, UPSTREAM: 'aws', DATA_DIR: 'none' });
    return Object.assign(stage, { [Symbol.asyncDispose]: end });

    async function end(): Promise<void> {
      await gateway?.close();
      await emulator.close();
      process.env = environment;
    }
  }

  /** Lets time pass in AWS. */
  pass(ms: number): void {
    this.nowMs += ms;
  }

  /** Of the next trainings, starts or copies, so many end in their FAILED status. */
  async failNext(operation: string, count: number): Promise<void> {
    const { control } = this.emulator();
    await control.clearFaults();
    if (count > 0) await control.addFault({ operation, outcome: 'FAILED', count });
  }

  /** The calls that change something, among those that were sent since the last time. */
  takeChanges(): string[] {
    return this.sent.splice(0).filter((it) => CHANGING.includes(it));
  }
}
