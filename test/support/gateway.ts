import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type App, startApp } from '../../src/app.js';
import { type Clock, systemClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config/config.js';
import { type Log, silentLog } from '../../src/log.js';
import { type Control, controlOf } from './emulator.js';

export interface TestGateway extends App {
  readonly emulatorUrl: string;
  /** The emulator's control address. */
  readonly control: Control;
  /** Runs an operation over HTTP and answers the whole response body. */
  query<T = Record<string, unknown>>(document: string, variables?: object): Promise<Answer<T>>;
  /** Runs one of schema/examples; throws on GraphQL errors. */
  run<T, V extends object>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
}

export interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
  readonly extensions?: {
    readonly upstream: { readonly calls: number; readonly coalesced: number; readonly fromCatalog: number };
    readonly stale?: boolean;
  };
}

/**
 * The whole gateway over the emulator, on free ports. Quick and without rates unless `settings` (environment
 * variables) say otherwise.
 */
export async function startGateway(
  settings: Readonly<Record<string, string>> = {},
  clock: Clock = systemClock,
  log: Log = silentLog,
): Promise<TestGateway> {
  const config = parseConfig({
    PORT: '0',
    EMULATOR_PORT: '0',
    EMULATOR_SPEED: '100',
    EMULATOR_TPS: '0',
    // Every suite must pass with these on and off.
    RESPONSE_CACHE_MB: process.env.RESPONSE_CACHE_MB ?? '64',
    COMPILED_QUERIES: process.env.COMPILED_QUERIES ?? '500',
    DRAIN_MS: '0',
    // Client, emulator and gateway share one processor here, and a cold one: what they use is no caller's share.
    ...(settings.AUTH && { REQUESTS_PER_MINUTE: '100000' }),
    ...settings,
  });
  const app = await startApp(config, log, clock);
  const emulatorUrl = app.emulatorUrl ?? '';
  return { ...app, emulatorUrl, control: controlOf(emulatorUrl), query, run };

  async function query<T>(document: string, variables: object = {}): Promise<Answer<T>> {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    });
    return (await response.json()) as Answer<T>;
  }

  async function run<T, V extends object>(document: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    const { data, errors } = await query<T>(print(document), variables);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }
}
