import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { oneOf } from '../support/random.js';
import type { Counts } from './counts.js';
import type { Target, Truth } from './truth.js';

export interface Stage {
  readonly truth: Truth;
  readonly counts: Counts;
  /** In [0, 1). */
  readonly random: () => number;
  readonly urls: () => readonly string[];
}

/** A mutation, and how its requests to AWS are known. */
export interface KeyedChange {
  readonly field: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What to select of the payload. */
  readonly select?: string;
  readonly target: Target;
}

interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
}

/** 'refused' has its code. */
type Told = { readonly kind: 'done' | 'refused' | 'unknown' | 'again'; readonly payload?: Payload };

const REQUEST_MS = 12_000;
const PATIENCE_MS = 60_000;
const RETRY_MS = 300;
/** So often the outcome is unknown before it is taken for an answer: longer than living instances need to store keys. */
const UNKNOWN_TRIES = 15;

/**
 * Makes a change with one key until somebody tells how it ended, each time on an instance by chance, and compares that
 * with what AWS did. Null unless it is done.
 */
export async function makeKeyed<T>(stage: Stage, change: KeyedChange): Promise<T | null> {
  const { truth, counts, random } = stage;
  const earlier = await truth.seen();
  const key = randomUUID();
  const startedAt = performance.now();
  counts.changes += 1;
  let told = await ask(stage, change, key);
  for (let unknowns = 0; told.kind === 'again' || told.kind === 'unknown'; ) {
    if (told.kind === 'unknown') unknowns += 1;
    if (unknowns >= UNKNOWN_TRIES || performance.now() - startedAt > PATIENCE_MS) break;
    await pause(RETRY_MS);
    told = await ask(stage, change, key);
  }
  if (told.kind === 'done' && random() < 0.3) await askAgain(stage, change, key);
  judge(stage, change, told, await truth.of(change.target, earlier));
  return told.kind === 'done' ? (told.payload as T) : null;
}

/** What is done stays done for the key. */
async function askAgain(stage: Stage, change: KeyedChange, key: string): Promise<void> {
  const again = await ask(stage, change, key);
  if (again.kind !== 'refused') return;
  stage.counts.failedThoughDone += 1;
  stage.counts.complain(`${change.field}: done, then refused: ${JSON.stringify(again.payload)}`);
}

function judge(
  { counts }: Stage,
  { field, target }: KeyedChange,
  { kind, payload }: Told,
  { asked, acted }: { readonly asked: number; readonly acted: number },
): void {
  const about = `${field} ${JSON.stringify(target.fields)}: told ${kind} ${JSON.stringify(payload?.userErrors ?? [])}, asked ${asked}, acted ${acted}`;
  if (kind === 'done') counts.done += 1;
  if (kind === 'refused') counts.refused += 1;
  if (kind === 'unknown') counts.unknown += 1;
  if (kind === 'again') counts.gaveUp += 1;
  if (asked > 1) counts.askedTwice += 1;
  if (acted > 1) counts.actedTwice += 1;
  if (kind === 'refused' && acted > 0) counts.failedThoughDone += 1;
  if (kind === 'done' && acted === 0) counts.doneThoughNot += 1;
  if (kind !== 'done' || asked > 1 || acted !== 1) counts.complain(about);
}

async function ask({ urls, random }: Stage, change: KeyedChange, idempotencyKey: string): Promise<Told> {
  const { field, input, select = '' } = change;
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${field}(input: $input) { userErrors { code } ${select} } }`;
  try {
    const response = await fetch(`${oneOf(urls(), random)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input: { ...input, idempotencyKey } } }),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, Payload | null> | null;
      errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    const payload = data?.[field];
    if (payload) return { kind: payload.userErrors.length > 0 ? 'refused' : 'done', payload };
    return { kind: errors?.[0]?.extensions.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'again' };
  } catch {
    return { kind: 'again' }; // no answer, or one that was broken off
  }
}
