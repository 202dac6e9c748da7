import { INSIDE } from './rooms-inside.js';
import type { SourceImport } from './source-imports.js';

/** Rooms that only the program's edge may enter from outside: what is built for browsers, packages of their own, scripts. */
const APART = ['web', 'tools', 'client', 'cli', 'emulator'];

/** Room → what it may import of ours: a room, or the port of one. Composition joins the rooms and may import all of them. */
const RULES = {
  domain: [],
  redis: [],
  storage: [],
  upstream: ['domain', 'redis'],
  catalog: ['domain', 'redis', 'storage'],
  refresh: ['domain', 'redis', 'upstream/port', 'catalog/port'],
  leases: ['domain', 'redis', 'storage'],
  poller: ['domain', 'refresh', 'upstream/port', 'catalog/port', 'storage'],
  idempotency: ['domain', 'redis', 'storage'],
  audit: ['domain'],
  records: ['domain', 'redis', 'storage'],
  services: [
    'domain',
    'refresh',
    'upstream/port',
    'catalog/port',
    'idempotency/port',
    'audit/port',
    'records/port',
  ],
  automation: ['domain', 'services', 'catalog/port', 'records/port', 'poller/wake-up-timer'],
  graphql: ['domain', 'services'],
  server: ['domain', 'graphql'],
  telemetry: ['domain', 'catalog/port', 'server/port', 'upstream/port'],
  config: ['domain', 'server', 'emulator'],
  web: ['client'],
  client: [],
  cli: ['client'],
  emulator: [],
} as const satisfies Record<string, readonly string[]>;

const JOINED = [...Object.keys(RULES).filter((it) => !APART.includes(it)), 'emulator'];

export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...RULES,
  composition: JOINED,
  tools: [...JOINED, 'composition'],
};

/** Root files that a room may import. They stand on their own and know nothing of the rooms. */
const GROUND = ['backoff', 'clock', 'growth', 'log'];
const UNGROUNDED = ['domain', 'web', 'client', 'cli', 'emulator'];

/** Root file → the rooms it may import; it may import every other root file. */
const ROOT: Readonly<Record<string, readonly string[]>> = {
  app: [...JOINED, 'composition'],
  main: ['config', 'domain', 'emulator', 'storage'],
  backoff: [],
  clock: [],
  growth: [],
  log: [],
};

/** What the gateway may see of the emulator, a program of its own. */
const EMULATOR_ENTRIES = ['emulator/server', 'emulator/settings'];

/** Package → the rooms (or root files) that may name it. One that is not here may be named by none. */
export const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  '@apollo/client': ['client'],
  '@apollo/server': ['server'],
  '@aws-sdk/': ['upstream'],
  'classic-level': ['storage'],
  'custom-labels-client': ['client'],
  '@opentelemetry/': ['telemetry'],
  dataloader: ['services'],
  graphql: ['client', 'graphql', 'server', 'web'],
  'graphql-jit': ['server'],
  'graphql-scalars': ['graphql'],
  'graphql-subscriptions': ['catalog'],
  'graphql-ws': ['client', 'server', 'web'],
  ioredis: ['redis', 'catalog', 'composition'],
  'lru-cache': ['upstream', 'services', 'idempotency', 'server'],
  jose: ['server'],
  'temporal-polyfill': ['domain'],
  pino: ['log'],
  'prom-client': ['telemetry'],
  'reflect-metadata': ['graphql'],
  'type-graphql': ['graphql'],
  ws: ['server'],
  '@graphiql/': ['web'],
  '@urql/core': ['client'],
  esbuild: ['web', 'client'],
  '@swc/core': ['web'],
  '@tanstack/react-virtual': ['web'],
  uplot: ['web'],
  graphiql: ['web'],
  'monaco-editor': ['web'],
  react: ['web'],
  'react-dom': ['client', 'web'],
  'relay-runtime': ['client'],
};

/** What is wrong with an import, in words; null if it keeps the rules. */
export function mistakeIn({ file, target, isOurs }: SourceImport): string | null {
  const room = roomOf(file);
  if (!isOurs) return said(room, mistakeOutside(room, target));
  if (roomOf(target) === room) return said(room, mistakeInside(room, file, target));
  return said(room, mistakeBetween(room, target));
}

function said(room: string, mistake: string | null): string | null {
  return mistake && `${room} ${mistake}`;
}

/**
 * Between the folders of one room. Its port, and its root files that the table does not name, lie below all folders; root
 * files may import each other.
 */
function mistakeInside(room: string, file: string, target: string): string | null {
  const rules = INSIDE[room];
  const [from, to] = [partOf(file), partOf(target)];
  if (!rules || from === to || to === 'port') return null;
  const isFree = !isFolder(target) && (!isFolder(file) || !Object.hasOwn(rules, to));
  if (isFree || rules[from]?.includes(to)) return null;
  return `may not import ${target} in ${from}`;
}

function mistakeBetween(room: string, target: string): string | null {
  const entered = roomOf(target);
  if (GROUND.includes(target) && isRoom(room))
    return UNGROUNDED.includes(room) ? `may not import ${target}` : null;
  if (entered === 'emulator' && !EMULATOR_ENTRIES.includes(target)) return `may not see ${target}`;
  if (isRoom(room)) {
    const may = MAY_IMPORT[room] ?? [];
    return may.includes(entered) || may.includes(target) ? null : `may not import ${target}`;
  }
  if (!target.includes('/')) return null; // root files among themselves
  return ROOT[room]?.includes(entered) ? null : `may not import ${target}`;
}

function mistakeOutside(room: string, target: string): string | null {
  if (target.startsWith('node:')) return room === 'domain' ? `is pure and may not import ${target}` : null;
  const name = Object.keys(MAY_NAME).find(
    (it) => target === it || target.startsWith(it.replace(/\/?$/, '/')),
  );
  if (name === undefined) return `names ${target}, which belongs to no room`;
  return MAY_NAME[name]?.includes(room) ? null : `may not name the package ${target}`;
}

function isRoom(room: string): boolean {
  return Object.hasOwn(MAY_IMPORT, room);
}

/** The folder below src; for a root file its own name. */
function roomOf(path: string): string {
  const [first = ''] = path.split('/');
  return first.replace(/\.\w+$/, '');
}

/** The folder below the room; for a file that lies in no folder its own name. */
export function partOf(path: string): string {
  const [, second = ''] = path.split('/');
  return second.replace(/\.\w+$/, '');
}

function isFolder(path: string): boolean {
  return path.split('/').length > 2;
}
