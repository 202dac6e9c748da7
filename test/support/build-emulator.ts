import { join } from 'node:path';
import { compile } from './compile.js';

/** Compiles the emulator into a folder, for tests that run it as a program; gives the path of its main file. */
export function buildEmulator(folder: string): string {
  compile('emulator', folder);
  return join(folder, 'main.js');
}
