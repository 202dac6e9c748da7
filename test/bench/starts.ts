import { credentialsOf } from '../support/emulator.js';
import type { Start } from './contestants.js';

/** All that the benches start: by these names README calls them. */
export const GATEWAY = 'this gateway';
export const WITH_TOKEN = 'this gateway, JWT';
export const BARE = 'bare node:http';
export const PEERS = {
  'mercurius-jit': 'Mercurius + JIT',
  'mercurius-type-graphql-jit': 'Mercurius + type-graphql + JIT',
  'apollo-type-graphql': 'Apollo + type-graphql on Express',
  yoga: 'GraphQL Yoga',
  hive: 'Hive Gateway, over Mercurius + JIT',
} as const;

type Env = Readonly<Record<string, string>>;

const ANY_PORT = { PORT: '0', EMULATOR_PORT: '0' };

/** As `npm start` runs it: over its emulator with AWS's own rates, every operation logged. */
export function gatewayOver(dataFile: string, env: Env = {}): Start {
  return {
    name: GATEWAY,
    script: ['dist/main.js'],
    env: { ...ANY_PORT, EMULATOR_DATA: dataFile, ...env },
  };
}

/** As in front of AWS, which is elsewhere. */
export function gatewayInFrontOf(url: string, more: Env = {}): Start {
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } =
    credentialsOf('123456789012');
  const aws = { AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
  return {
    name: GATEWAY,
    script: ['dist/main.js'],
    env: { ...ANY_PORT, UPSTREAM: 'aws', DATA_DIR: 'none', ...aws, ...more },
  };
}

/** Over its emulator, but that it sees a model move when the bench says so. */
export function gatewayOfEvents(dataFile: string): Start {
  return {
    ...server(GATEWAY, 'events'),
    env: { ...ANY_PORT, EMULATOR_DATA: dataFile },
  };
}

/** `ws` alone, sending what it is told. */
export function rawEvents(): Start {
  return server('`ws` alone', 'raw-events');
}

/** The limit: `node:http` writing what is in a file. */
export function bare(answerFile: string): Start {
  return server(BARE, 'bare', answerFile);
}

/** Subscribers to what is at `url`. */
export function crowd(url: URL, count: number, queryFile: string): Start {
  return server('subscribers', 'crowd-process', url.href, String(count), queryFile);
}

/** @param args - the file of what it holds, and for Hive the address of who holds it */
export function peer(file: keyof typeof PEERS, ...args: readonly string[]): Start {
  return { name: PEERS[file], script: [`test/bench/peers/dist/${file}.js`, ...args] };
}

function server(name: string, file: string, ...args: readonly string[]): Start {
  return { name, script: ['--expose-gc', `dist/bench/servers/${file}.js`, ...args] };
}
