import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Clock } from '../clock.js';
import type { Audit } from './port.js';

interface Entry {
  readonly id: string;
  readonly kind: 'intent' | 'outcome' | 'cut-off';
}

/**
 * One JSON object a line, only ever appended; each is on the disk before `begin` or the outcome's write resolves. What
 * a crash left without an outcome gets a `cut-off` record when the file is opened again.
 * @throws Error unless it is, or can become, a file
 */
export async function openFileAudit(path: string, clock: Clock): Promise<Audit> {
  const unfinished = await findUnfinished(path);
  // 0600: who did what is nobody else's business.
  const file = await open(path, 'a+', 0o600);
  let last: Promise<unknown> = Promise.resolve();

  /** In the order of calls; a failed write fails its own caller and no later one. */
  function write(entry: Entry, details: object): Promise<void> {
    const at = new Date(clock.wallNow()).toISOString();
    const line = `${toLine({ at, ...entry, ...details })}\n`;
    const written = last.then(
      () => append(file, line),
      () => append(file, line),
    );
    last = written;
    written.catch(() => {}); // the caller hears of it
    return written;
  }

  if (await isTorn(file)) await append(file, '\n');
  for (const id of unfinished) await write({ id, kind: 'cut-off' }, {});

  return {
    async begin(intent) {
      const id = randomUUID();
      await write({ id, kind: 'intent' }, intent);
      return (outcome) => write({ id, kind: 'outcome' }, outcome);
    },
    async close() {
      await last.catch(() => {});
      await file.close();
    },
  };
}

/** JSON in which nothing is a line's end, also for readers to whom U+2028 and U+2029 are: Node's own is one. */
function toLine(record: object): string {
  return JSON.stringify(record).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

async function append(file: FileHandle, line: string): Promise<void> {
  await file.appendFile(line);
  await file.datasync();
}

/** A crash, or a full disk, may have left half a line. */
async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}

/** Ids of intents without an outcome. None if there is no file yet. */
async function findUnfinished(path: string): Promise<readonly string[]> {
  const ids = new Set<string>();
  try {
    if (!(await stat(path)).isFile()) throw new Error(`AUDIT_FILE must name a file: ${path}`);
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const entry = parseEntry(line);
      if (entry?.kind === 'intent') ids.add(entry.id);
      else if (entry) ids.delete(entry.id);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return [...ids];
}

function parseEntry(line: string): Entry | null {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return null; // half a line: its caller was never told that it was written
  }
}
