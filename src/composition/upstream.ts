import type { Config } from '../config/config.js';
import type { Emulator } from '../emulator/server.js';
import type { Log } from '../log.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { createAwsUpstream } from '../upstream/aws/aws-upstream.js';
import { AwsCaller } from '../upstream/aws/caller.js';
import type { AccountAccess, AwsEndpoint } from '../upstream/aws/clients.js';
import { findOwnAccount } from '../upstream/aws/own-account.js';
import { Governor } from '../upstream/governor/governor.js';
import type { Upstream } from '../upstream/port.js';
import type { Cluster } from './cluster.js';

/** Loads it and starts it. Rejects if its port is taken, or its data file is damaged. */
export async function startOwnEmulator(config: Config, log: Log): Promise<Emulator> {
  const { startEmulator } = await import('../emulator/server.js');
  return startEmulator({
    ...config.emulator,
    onDefect: (error, requestId) => log.error({ err: error, requestId }, 'defect in the emulator'),
    onLoading: (progress) =>
      log.info(progress, `emulator: ${progress.seconds === null ? 'loading' : 'loaded'}`),
  });
}

/** Any credentials will do: the emulator reads the account from them and checks no signature. */
export function toEndpoint(emulator: Emulator | null): AwsEndpoint {
  return emulator && { url: emulator.url, accessKeyId: 'emulator', secretAccessKey: 'emulator' };
}

/** The region of the emulator's demo data. */
const EMULATOR_REGION = 'us-east-1';

/** AWS behind the governor: within its rates. Rejects without usable credentials where `ACCOUNTS` names none. */
export async function createUpstream(
  config: Config,
  endpoint: AwsEndpoint,
  { onCall }: Telemetry,
  { clock, createPermits }: Cluster,
): Promise<Upstream> {
  const accounts: readonly AccountAccess[] =
    config.accounts.length > 0
      ? config.accounts
      : [await findOwnAccount(endpoint, endpoint ? { region: EMULATOR_REGION } : {})];
  const governor = new Governor({ clock, accounts, rates: config.upstreamTps, createPermits });
  const caller = new AwsCaller({ accounts, endpoint, governor, clock, onCall });
  return createAwsUpstream(accounts, caller, governor, clock);
}
