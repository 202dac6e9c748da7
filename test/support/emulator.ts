import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.js';

/** What the control address takes as a fault. */
export interface FaultInput {
  operation: string;
  error?: string;
  httpStatus?: number;
  latencyMs?: number;
  replyLost?: true;
  cut?: true;
  unknownStatus?: string;
  outcome?: 'FAILED';
  rate?: number;
  count?: number;
}

export interface LoggedRequest {
  operation: string;
  account: string | null;
  region: string | null;
  atMs: number;
  input: Record<string, unknown> | null;
  status: number;
  errorType?: string;
  requestId: string;
}

/** The control address, typed. Every method throws if the door refuses. */
export interface Control {
  reset(data?: 'demo' | 'empty'): Promise<void>;
  state(): Promise<{ regions: Record<string, unknown>; clockOffsetMs: number }>;
  /** Moves the clock ahead and gives the time that it then shows. */
  advance(ms: number): Promise<number>;
  requests(): Promise<{ counts: Record<string, number>; requests: LoggedRequest[] }>;
  clearRequests(): Promise<void>;
  /** Gives the fault's id. */
  addFault(fault: FaultInput): Promise<string>;
  faults(): Promise<(FaultInput & { id: string; struck: number })[]>;
  removeFault(id: string): Promise<void>;
  clearFaults(): Promise<void>;
}

export interface TestEmulator extends Emulator {
  readonly control: Control;
}

/** An emulator on a free port: empty, timed, unthrottled unless a test says otherwise. Close it afterwards. */
export async function startTestEmulator(options: Partial<EmulatorOptions> = {}): Promise<TestEmulator> {
  const emulator = await startEmulator({
    port: 0,
    data: 'empty',
    transitions: 'timed',
    speed: 1,
    tps: 0,
    onDefect: (error) => console.error('emulator defect', error),
    ...options,
  });
  return { ...emulator, control: controlOf(emulator.url) };
}

/** Credentials of an account: the emulator takes a 12-digit access key id for the account. */
export function credentialsOf(accountId: string) {
  return { accessKeyId: accountId, secretAccessKey: 'not-checked' };
}

/** A client of the control address behind `url`. */
export function controlOf(url: string): Control {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${url}/_emulator${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  return {
    reset: (data) => call('POST', '/reset', data === undefined ? {} : { data }),
    state: () => call('GET', '/state'),
    advance: async (advanceMs) => (await call<{ nowMs: number }>('POST', '/clock', { advanceMs })).nowMs,
    requests: () => call('GET', '/requests'),
    clearRequests: () => call('DELETE', '/requests'),
    addFault: async (fault) => (await call<{ id: string }>('POST', '/faults', fault)).id,
    faults: async () =>
      (await call<{ faults: (FaultInput & { id: string; struck: number })[] }>('GET', '/faults')).faults,
    removeFault: (id) => call('DELETE', `/faults/${id}`),
    clearFaults: () => call('DELETE', '/faults'),
  };
}
