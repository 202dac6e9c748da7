import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import { createGrowthLimit, type GrowthLimit } from '../growth.js';
import type { Audit, Intent, Outcome } from './port.js';

interface Entry {
  readonly id: string;
  readonly kind: 'intent' | 'outcome' | 'cut-off' | 'refused' | 'refused-in-all';
}

/**
 * What one subject may make it grow in a minute: changes that are tried, and attempts that are refused. With the log
 * below 1 MB.
 */
const TRIED_BYTES = 420_000;
const REFUSED_BYTES = 40_000;
/** An outcome is about as long, with AWS's request ids. */
const OUTCOME_BYTES = 600;
/** Of what a refused attempt was about. */
const MAX_TOLD = 256;
const RETRY_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * One JSON object a line, only ever appended; each is on the disk before `begin` or the outcome's write resolves. What
 * a crash left without an outcome gets a `cut-off` record when the file is opened again.
 * @param onFailure - gets what could not be written
 * @throws Error unless it is, or can become, a file
 */
export async function openFileAudit(
  path: string,
  clock: Clock,
  onFailure: (error: unknown) => void,
): Promise<Audit> {
  const unfinished = await findUnfinished(path);
  // 0600: the audit is for its owner alone.
  const audit = new FileAudit(await open(path, 'a+', 0o600), clock, onFailure);
  for (const id of unfinished) await audit.write({ id, kind: 'cut-off' }, {});
  return audit;
}

class FileAudit implements Audit {
  private last: Promise<unknown> = Promise.resolve();
  private mayBeTorn = true;
  private readonly triedBytes: GrowthLimit;
  private readonly refusedBytes: GrowthLimit;

  constructor(
    private readonly file: FileHandle,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.triedBytes = createGrowthLimit(clock, TRIED_BYTES, () => {});
    this.refusedBytes = createGrowthLimit(clock, REFUSED_BYTES, (omitted) => {
      this.write({ id: randomUUID(), kind: 'refused-in-all' }, omitted).catch(onFailure);
    });
  }

  async begin(intent: Intent): Promise<(outcome: Outcome) => Promise<void>> {
    const id = randomUUID();
    const bytes = JSON.stringify(intent).length + OUTCOME_BYTES;
    if (!this.triedBytes.admits(intent.subject, bytes, intent.mutation)) throw tooMuch();
    await this.write({ id, kind: 'intent' }, intent).catch((error: unknown) => {
      this.onFailure(error);
      throw unwritable(error);
    });
    return (outcome) => this.write({ id, kind: 'outcome' }, outcome);
  }

  async refused({ target, ...attempt }: Intent, result: string): Promise<void> {
    const record = { ...attempt, target: cut(target), result };
    const bytes = JSON.stringify(record).length;
    if (!this.refusedBytes.admits(attempt.subject, bytes, `${attempt.mutation} ${result}`)) return;
    await this.write({ id: randomUUID(), kind: 'refused' }, record).catch(this.onFailure);
  }

  async close(): Promise<void> {
    await this.last.catch(() => {});
    await this.file.close();
  }

  /** In the order of calls; a failed write fails its own caller and no later one. */
  write(entry: Entry, details: object): Promise<void> {
    const at = new Date(this.clock.wallNow()).toISOString();
    const line = `${toLine({ at, ...entry, ...details })}\n`;
    const append = () => this.append(line);
    const written = this.last.then(append, append);
    this.last = written;
    written.catch(() => {}); // the caller hears of it
    return written;
  }

  private async append(line: string): Promise<void> {
    const start = this.mayBeTorn && (await isTorn(this.file)) ? '\n' : '';
    this.mayBeTorn = true; // until it is all there: a full disk takes half a line
    await this.file.appendFile(start + line);
    await this.file.datasync();
    this.mayBeTorn = false;
  }
}

/** JSON in which nothing is a line's end, also for readers that end lines at U+2028 and U+2029, as Node's own. */
function toLine(record: object): string {
  return JSON.stringify(record).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function cut(target: Intent['target']): Intent['target'] {
  const entries = Object.entries(target).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, MAX_TOLD) : value,
  ]);
  return Object.fromEntries(entries);
}

function tooMuch(): GatewayError {
  const message =
    'You have changed so much in this minute that the audit takes no more. Try again in a minute.';
  return new GatewayError('TOO_MANY_REQUESTS', message, {
    retryAfterMs: MINUTE_MS,
    limit: { name: 'auditBytesPerMinute', value: TRIED_BYTES },
  });
}

function unwritable(cause: unknown): GatewayError {
  const message = 'The audit of this gateway cannot be written now, so nothing was changed. Try again later.';
  return new GatewayError('UPSTREAM_UNAVAILABLE', message, { retryAfterMs: RETRY_MS, cause });
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
    return null; // half a line: its write was never acknowledged
  }
}
