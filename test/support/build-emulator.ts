import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

const SOURCE = resolve(__dirname, '../../src/emulator');

/** Compiles the emulator into a folder, for tests that run it as a program; gives the path of its main file. */
export function buildEmulator(folder: string): string {
  for (const name of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((it) =>
    it.endsWith('.ts'),
  )) {
    const { code } = transformFileSync(join(SOURCE, name), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const path = join(folder, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  return join(folder, 'main.js');
}
