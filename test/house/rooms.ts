import type { SourceImport } from './source-imports.js';

/** What is joined to a gateway, by rooms that know nothing of each other's insides. */
const JOINED = [
  'assembly',
  'audit',
  'catalog',
  'domain',
  'emulator',
  'graphql',
  'idempotency',
  'poller',
  'records',
  'redis',
  'server',
  'services',
  'signals',
  'upstream',
];

/** Room → what it may import of ours: a room, or the port of one. Root files join the rooms and are not in here. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  redis: [],
  upstream: ['domain', 'redis'],
  catalog: ['domain', 'redis'],
  idempotency: ['domain', 'redis'],
  audit: [],
  records: ['domain', 'redis'],
  poller: ['domain', 'upstream/port', 'catalog/port', 'redis'],
  services: ['domain', 'upstream/port', 'catalog/port', 'idempotency/port', 'audit/port', 'redis'],
  graphql: ['domain', 'services'],
  server: ['domain', 'graphql'],
  signals: ['domain', 'catalog/port', 'server/port', 'upstream/port'],
  assembly: [...JOINED, 'config', 'protection'],
  board: ['client'],
  explorer: [],
  client: [],
  cli: ['client'],
  emulator: [],
};

/** Root files that a room may import. These two stand on their own: they know nothing of ours. */
const GROUND = ['clock', 'log'];
const UNGROUNDED = ['domain', 'board', 'explorer', 'client', 'cli', 'emulator'];

/** Root file → the rooms it may import; it may import every other root file. */
const ROOT: Readonly<Record<string, readonly string[]>> = {
  app: JOINED,
  main: ['domain', 'emulator'],
  config: ['emulator'],
  settings: [],
  accounts: [],
  environment: [],
  protection: ['server'],
  'build-pages': [],
  'print-schema': ['graphql'],
  'write-manifest': ['server'],
  log: [],
  clock: [],
};

/** What the gateway may see of the emulator, a program of its own. */
const EMULATOR_DOORS = ['emulator/server', 'emulator/settings'];

/** Package → the rooms (or root files) that may name it. One that is not here may be named by none. */
export const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  '@apollo/server': ['server'],
  '@aws-sdk/': ['upstream'],
  'custom-labels-client': ['client'], // its own example
  '@opentelemetry/': ['signals'],
  dataloader: ['services'],
  graphql: ['graphql', 'server', 'explorer'],
  'graphql-jit': ['server'],
  'graphql-scalars': ['graphql'],
  'graphql-subscriptions': ['catalog'],
  'graphql-ws': ['server', 'explorer'],
  ioredis: ['redis', 'catalog'],
  'lru-cache': ['upstream', 'services', 'idempotency', 'server'],
  jose: ['server'],
  'temporal-polyfill': ['domain'],
  pino: ['log'],
  'prom-client': ['signals'],
  'reflect-metadata': ['graphql'],
  'type-graphql': ['graphql'],
  ws: ['server'],
  '@graphiql/': ['explorer'],
  esbuild: ['build-pages', 'client'],
  '@tanstack/react-virtual': ['board'],
  graphiql: ['explorer'],
  'monaco-editor': ['explorer'],
  react: ['board', 'explorer'],
  'react-dom': ['board', 'explorer'],
};

/** What is wrong with an import, in words; null if it keeps the rules. */
export function mistakeIn({ file, target, isOurs }: SourceImport): string | null {
  const room = roomOf(file);
  const mistake = isOurs ? mistakeBetween(room, target) : mistakeOutside(room, target);
  return mistake && `${room} ${mistake}`;
}

function mistakeBetween(room: string, target: string): string | null {
  const entered = roomOf(target);
  if (entered === room) return null;
  if (GROUND.includes(target) && isRoom(room))
    return UNGROUNDED.includes(room) ? `may not import ${target}` : null;
  if (entered === 'emulator' && !EMULATOR_DOORS.includes(target)) return `may not see ${target}`;
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
