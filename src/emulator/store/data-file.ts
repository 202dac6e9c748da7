import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { State } from '../state.js';
import { stateProblem } from './state-shape.js';

const FORMAT = 'custom-labels-emulator';
const FORMAT_VERSION = 1;
const OWNER_ALONE = 0o600;

/** A data file that cannot be used. It is left as it was found. */
export class DataFileError extends Error {}

/** Reads a state; undefined if there is no such file. Throws DataFileError for anything that is not a state. */
export function readDataFile(path: string): State | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const { format, formatVersion, state } = parse(path, text);
  if (format !== FORMAT) throw refusal(path, 'it is not a data file of this emulator');
  if (formatVersion !== FORMAT_VERSION)
    throw refusal(
      path,
      `its format version is ${formatVersion}, this emulator reads version ${FORMAT_VERSION}`,
    );
  const problem = stateProblem(state, 'state');
  if (problem !== undefined) throw refusal(path, `it is damaged: ${problem}`);
  return state as State;
}

/** Writes beside the file, syncs and renames: a reader, or a process after kill -9, finds the old state or the new one. */
export function writeDataFile(path: string, state: State): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeSynced(temporary, JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, state }));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function writeSynced(path: string, text: string): void {
  // 0600: it may hold the policies of a whole account. A file that was left here before keeps no wider mode.
  const file = openSync(path, 'w', OWNER_ALONE);
  fchmodSync(file, OWNER_ALONE);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the rename itself last. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw refusal(path, (error as Error).message);
  }
}

function parse(path: string, text: string): { format?: unknown; formatVersion?: unknown; state?: unknown } {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw refusal(path, 'it is damaged: not valid JSON (cut short or overwritten)');
  }
}

function refusal(path: string, reason: string): DataFileError {
  return new DataFileError(`The data file ${path} cannot be used: ${reason}. It was left as it is.`);
}
