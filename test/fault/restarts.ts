import type { StatusChange } from '../../src/domain/event.js';
import { silentLog } from '../../src/log.js';
import { openStore } from '../../src/storage/open-store.js';
import { NO_RATES } from '../support/models.js';
import { toLine } from './one-history.js';

const ACCOUNT = '123456789012';
/** A model takes 0.2 s to start or to stop. */
export const EMULATOR_SETTINGS = { EMULATOR_SPEED: '40', EMULATOR_TPS: '0' };
/** Two models may run in each. */
export const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

/** Of a gateway in front of an emulator that lives on, as quick as it may be set. */
export function settingsOf(emulatorUrl: string, dataDir: string): Record<string, string> {
  return {
    ...{ UPSTREAM: 'aws', AWS_ENDPOINT_URL: emulatorUrl, AWS_REGION: 'us-east-1', DATA_DIR: dataDir },
    ...{ AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'any' },
    ACCOUNTS: JSON.stringify(REGIONS.map((region) => ({ accountId: ACCOUNT, region }))),
    ...{ POLL_INTERVAL_MS: '100', DRAIN_MS: '0', ...NO_RATES },
  };
}

/** Everything that the log in a folder holds, as lines. No gateway may have the folder. */
export async function storedLines(dataDir: string): Promise<string[]> {
  const store = await openStore({ dataDir, log: silentLog });
  const lines: string[] = [];
  for await (const page of store.scan('log/entry/'))
    for (const [, value] of page) {
      const { change } = JSON.parse(value) as { readonly change: StatusChange };
      lines.push(toLine({ ...change, modelVersionArn: change.versionArn }));
    }
  await store.close();
  return lines;
}
