import { type App, startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { type Control, startTestEmulator } from './emulator.js';
import { keptPort } from './kept-port.js';
import { NO_RATES } from './models.js';

/** A gateway that can be ended and started again at the same address, while its AWS lives on. */
export interface LastingGateway {
  readonly url: string;
  /** The emulator's control address: its clock moves as the tests say, besides running by itself. */
  readonly control: Control;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Over the demo data at its own speed: a start takes 8 seconds, or a move of the clock.
 * @param more - settings beside its own; in memory unless they name a DATA_DIR
 */
export async function startLastingGateway(
  more: Readonly<Record<string, string>> = {},
): Promise<LastingGateway> {
  const emulator = await startTestEmulator({ data: 'demo' });
  Object.assign(process.env, { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: 'us-east-1' });
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'any' });
  const common = { UPSTREAM: 'aws', DATA_DIR: 'none', POLL_INTERVAL_MS: '100', DRAIN_MS: '0', ...NO_RATES };
  const settings = { ...common, PORT: String(await keptPort()), ...more };
  let app: App | null = null;

  async function start(): Promise<void> {
    app = await startApp(parseConfig(settings), silentLog);
  }

  async function stop(): Promise<void> {
    await app?.close();
    app = null;
  }

  await start();
  return {
    url: `http://127.0.0.1:${settings.PORT}`,
    control: emulator.control,
    start,
    stop,
    async close() {
      await stop();
      await emulator.close();
    },
  };
}
