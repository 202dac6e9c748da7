import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MAY_IMPORT, MAY_NAME, mistakeIn } from './rooms.js';
import { importsOf, sourceImports } from './source-imports.js';
import { rowsOf } from './texts.js';

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
  const folders = readdirSync(join(__dirname, '../../src'), { withFileTypes: true }).filter((it) =>
    it.isDirectory(),
  );
  expect(folders.map((it) => it.name).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

it('every package with a rule is named somewhere', () => {
  const idle = Object.keys(MAY_NAME).filter((name) => !imports.some(({ target }) => target.startsWith(name)));
  expect(idle).toEqual([]);
});

it('src/README.md says of each room what it may import', () => {
  const said = rowsOf('src/README.md', 'room').map(([room = '', , may = '']) => [
    room.replaceAll('`', ''),
    may,
  ]);
  const rules = Object.entries(MAY_IMPORT).map(([room, may]) => [room, inWords(room, may)]);
  expect(said.filter(([room]) => room !== 'root files')).toEqual(rules);
});

function inWords(room: string, may: readonly string[]): string {
  if (room === 'assembly') return 'every room but those below';
  if (may.length === 0) return room === 'emulator' ? 'nothing of ours' : 'nothing';
  const rooms = may.filter((it) => !it.endsWith('/port'));
  return [...rooms, ...(rooms.length < may.length ? ['ports'] : [])].join(', ');
}

it.each([
  ['domain/arn.ts', "import type { Clock } from '../clock.js';", 'domain may not import clock'],
  ['domain/arn.ts', "import { readFileSync } from 'node:fs';", 'domain is pure and may not import node:fs'],
  ['catalog/bell.ts', "import '../poller/alarm.js';", 'catalog may not import poller/alarm'],
  [
    'services/a.ts',
    "export * from '../upstream/aws/pages.js';",
    'services may not import upstream/aws/pages',
  ],
  ['poller/a.ts', 'const a = require("../catalog/ring.js");', 'poller may not import catalog/ring'],
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
  ['clock.ts', "import { createPoller } from './poller/poller.js';", 'clock may not import poller/poller'],
])('in %s, %s is a mistake', (file, text, mistake) => {
  expect(importsOf(file, text).map(mistakeIn)).toEqual([mistake]);
});

it.each([
  ['services/a.ts', "import type { Upstream } from '../upstream/port.js';"],
  ['upstream/aws/a.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
  ['emulator/a.ts', "import { createServer } from 'node:http';"],
  ['app.ts', "import { createRing } from './catalog/ring.js';"],
])('in %s, %s is none', (file, text) => {
  expect(importsOf(file, text).map(mistakeIn)).toEqual([null]);
});
