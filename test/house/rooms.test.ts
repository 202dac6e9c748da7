import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MAY_IMPORT, MAY_NAME, mistakeIn, partOf } from './rooms.js';
import { INSIDE } from './rooms-inside.js';
import { importsOf, sourceImports } from './source-imports.js';
import { rowsOf } from './texts.js';

const SRC = join(__dirname, '../../src');
const imports = sourceImports();

it('no import breaks the rules of its room', () => {
  expect(imports.length).toBeGreaterThan(500);
  const broken = imports.flatMap((it) => {
    const mistake = mistakeIn(it);
    return mistake ? [`src/${it.file}:${it.line}  ${mistake}`] : [];
  });
  expect(broken).toEqual([]);
});

it('every folder of src is a room with rules', () => {
  expect(foldersIn(SRC)).toEqual(Object.keys(MAY_IMPORT).sort());
});

it.each(Object.entries(INSIDE))('every folder of %s has rules', (room, rules) => {
  const folders = foldersIn(join(SRC, room));
  expect(folders.filter((it) => !Object.hasOwn(rules, it))).toEqual([]);
});

it('every room has an order of its folders: none imports back', () => {
  const back = Object.entries(INSIDE).flatMap(([room, rules]) => {
    const order = Object.keys(rules);
    return order.flatMap((from, at) =>
      (rules[from] ?? []).filter((to) => order.indexOf(to) >= at).map((to) => `${room}: ${from} → ${to}`),
    );
  });
  expect(back).toEqual([]);
});

it('every arrow inside a room is used', () => {
  const used = new Set(
    imports
      .filter(({ isOurs }) => isOurs)
      .map(({ file, target }) => `${file.split('/')[0]}: ${partOf(file)} → ${partOf(target)}`),
  );
  const rules = Object.entries(INSIDE).flatMap(([room, of]) =>
    Object.entries(of).flatMap(([from, may]) => may.map((to) => `${room}: ${from} → ${to}`)),
  );
  expect(rules.filter((it) => !used.has(it))).toEqual([]);
});

it('every package with a rule is named somewhere', () => {
  const idle = Object.keys(MAY_NAME).filter((name) => !imports.some(({ target }) => target.startsWith(name)));
  expect(idle).toEqual([]);
});

it('src/README.md has for each room what it may import', () => {
  const written = rowsOf('src/README.md', 'room').map(([room = '', , may = '']) => [
    room.replaceAll('`', ''),
    may,
  ]);
  const rules = Object.entries(MAY_IMPORT).map(([room, may]) => [room, inWords(room, may)]);
  expect(written.filter(([room]) => room !== 'root files')).toEqual(rules);
});

function inWords(room: string, may: readonly string[]): string {
  if (room === 'composition' || room === 'tools') return 'all but the insides of the emulator';
  if (may.length === 0) return room === 'emulator' ? 'nothing of ours' : 'nothing';
  const rooms = may.filter((it) => !it.endsWith('/port'));
  return [...rooms, ...(rooms.length < may.length ? ['ports'] : [])].join(', ');
}

function foldersIn(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .filter((it) => it.isDirectory())
    .map((it) => it.name)
    .sort();
}

it.each([
  ['domain/arn.ts', "import type { Clock } from '../clock.js';", 'domain may not import clock'],
  ['domain/arn.ts', "import { readFileSync } from 'node:fs';", 'domain is pure and may not import node:fs'],
  ['catalog/log/a.ts', "import '../../poller/poller.js';", 'catalog may not import poller/poller'],
  [
    'services/a.ts',
    "export * from '../upstream/aws/pages.js';",
    'services may not import upstream/aws/pages',
  ],
  [
    'poller/a.ts',
    'const a = require("../catalog/log/cursor.js");',
    'poller may not import catalog/log/cursor',
  ],
  ['emulator/http.ts', "import type { Log } from '../log.js';", 'emulator may not import log'],
  [
    'emulator/control/a.ts',
    "import type { A } from '../../domain/arn.js';",
    'emulator may not import domain/arn',
  ],
  ['emulator/http.ts', "import pino from 'pino';", 'emulator may not name the package pino'],
  ['app.ts', "import { stateOf } from './emulator/state.js';", 'app may not see emulator/state'],
  [
    'server/a.ts',
    "import { findProject } from '../services/projects.js';",
    'server may not import services/projects',
  ],
  [
    'graphql/a.ts',
    "await import('@aws-sdk/client-s3')",
    'graphql may not name the package @aws-sdk/client-s3',
  ],
  ['server/a.ts', "import express from 'express';", 'server names express, which belongs to no room'],
  ['clock.ts', "import { Poller } from './poller/poller.js';", 'clock may not import poller/poller'],
  [
    'catalog/state/a.ts',
    "import { b } from '../redis/b.js';",
    'catalog may not import catalog/redis/b in state',
  ],
  [
    'catalog/redis/a.ts',
    "import { b } from '../memory/b.js';",
    'catalog may not import catalog/memory/b in redis',
  ],
  [
    'services/reading/a.ts',
    "import type { Session } from '../session.js';",
    'services may not import services/session in reading',
  ],
  [
    'services/permissions.ts',
    "import { a } from './reading/a.js';",
    'services may not import services/reading/a in permissions',
  ],
  ['upstream/new/a.ts', "import { b } from '../aws/b.js';", 'upstream may not import upstream/aws/b in new'],
])('in %s, %s is a mistake', (file, text, mistake) => {
  expect(importsOf(file, text).map(mistakeIn)).toEqual([mistake]);
});

it.each([
  ['services/a.ts', "import type { Upstream } from '../upstream/port.js';"],
  ['upstream/aws/a.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
  ['emulator/a.ts', "import { createServer } from 'node:http';"],
  ['app.ts', "import { EntryRing } from './catalog/log/entry-ring.js';"],
  ['catalog/redis/a.ts', "import { b } from '../state/b.js';"],
  ['services/mutations/a.ts', "import type { Session } from '../session.js';"],
  ['services/mutations/a.ts', "import { b } from './b.js';"],
  ['upstream/governor/a.ts', "import type { Upstream } from '../port.js';"],
])('in %s, %s is none', (file, text) => {
  expect(importsOf(file, text).map(mistakeIn)).toEqual([null]);
});
