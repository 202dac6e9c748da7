import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Faults } from './control/faults.js';
import { createRequestLog, type LoggedRequest } from './control/request-log.js';
import { browserRules } from './cors.js';
import { createHandler } from './http.js';
import { timingFor } from './lifecycle.js';
import { QUOTAS, type Quotas } from './quotas.js';
import type { Service } from './service.js';
import { type LoadProgress, openStore } from './store/open-store.js';
import { createThrottle } from './throttle.js';

export { DataFileError } from './store/data-file.js';

export interface EmulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** `demo`, `empty`, or the path of a file that the state is loaded from and kept in. */
  readonly data: string;
  readonly transitions: 'timed' | 'immediate';
  /** Divides every duration; above 0. */
  readonly speed: number;
  /** Calls a second for every operation; 0 for no limit, undefined for AWS's own. */
  readonly tps?: number | undefined;
  /** What replaces AWS's default quotas. */
  readonly quotas?: Partial<Quotas>;
  /** The machine's clock in epoch milliseconds; a test brings its own. */
  readonly now?: () => number;
  /** Opens the control address to peers that are not on this machine. */
  readonly allowRemoteControl?: boolean;
  /** Pages of these may call AWS's operations from a browser, besides the emulator's own; `*` for every page. */
  readonly origins?: readonly string[];
  /** Gets every AWS request. */
  readonly onRequest?: (request: LoggedRequest) => void;
  /** Gets errors that are the emulator's own. */
  readonly onDefect?: (error: unknown, requestId: string) => void;
  /** Called for a data file so large that loading it takes a while, before and after. */
  readonly onLoading?: (progress: LoadProgress) => void;
}

export interface Emulator {
  /** Where it listens: `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly port: number;
  /** Cuts what is under way and frees the port. */
  close(): Promise<void>;
}

/** Longer than clients keep idle connections, so that none is closed on a request that is under way. */
const KEEP_ALIVE_MS = 65_000;

/** Starts an emulator. Rejects with DataFileError if the data file is damaged, or if the port is taken. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', allowRemoteControl = false, origins = [] } = options;
  const service = toService(options);
  const server = createServer(createHandler(service, allowRemoteControl, browserRules(host, origins)));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, port, close };

  async function close(): Promise<void> {
    service.faults.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

function toService(options: EmulatorOptions): Service {
  const { data, tps, transitions, speed, quotas, now = Date.now } = options;
  const store = openStore(data, now(), options.onLoading);
  return {
    store,
    dataSet: data === 'demo' ? 'demo' : 'empty',
    throttle: createThrottle(tps),
    faults: new Faults(),
    requestLog: createRequestLog(options.onRequest ?? (() => undefined)),
    timing: timingFor(transitions, speed),
    quotas: { ...QUOTAS, ...quotas },
    nowMs: () => now() + store.state.clockOffsetMs,
    onDefect: options.onDefect ?? (() => undefined),
  };
}
