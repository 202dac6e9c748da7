import { randomUUID } from 'node:crypto';
import { type Author, toAuthor } from '../../domain/automation/author.js';
import { shown } from '../../domain/automation/shown-text.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { Warning } from '../../domain/plan.js';
import type { RecordChange, StoredRecord } from '../../records/port.js';
import { commitNew } from '../caps.js';
import type { Session } from '../session.js';
import type { Change } from './one-change.js';

/** What every record that somebody put holds, beside its own. What the engine writes into it later keeps these. */
export interface PutStamp {
  readonly author: Author;
  /** Of the wall clock. */
  readonly updatedAt: EpochMs;
  /** Of the mutation that put it: tells afterwards whether that has happened. */
  readonly changeId: string;
}

type Put<Own> = StoredRecord<Own & PutStamp>;

/** A record, and how messages name it. */
interface Named {
  readonly kind: string;
  readonly key: string;
  /** For messages, for example `schedule`. */
  readonly noun: string;
  /** As the input has it. */
  readonly name: string;
  /** Of what is replaced or deleted; null: whatever it is now. */
  readonly revision: string | null;
}

export interface Cap {
  /** As {@link commitNew} takes it. */
  readonly key: string;
  readonly max: number;
  /** For messages, for example `of a project`. */
  readonly of: string;
  readonly others: (session: Session) => number;
  /** What else may refuse one more. Default: nothing. */
  readonly check?: (session: Session) => void;
}

interface RecordPut<Own extends object> extends Named {
  readonly mustBeNew: boolean;
  /** Throws the refusals that need nothing but the input. */
  readonly check?: (session: Session) => void;
  /** How many there may be, and how many there are without this one. */
  readonly cap: Cap;
  /**
   * What is to be stored, given what is there; throws refusals, and sends nothing. Called again where somebody was
   * first. @param known - null: a new one
   */
  readonly value: (session: Session, known: (Own & PutStamp) | null) => Promise<Own>;
  /** What is committed with it: an event, for example. Default: nothing. */
  readonly besides?: (
    session: Session,
    value: Own & PutStamp,
    known: (Own & PutStamp) | null,
  ) => readonly RecordChange[];
  readonly warnings?: (session: Session) => Promise<readonly Warning[]>;
}

interface Before {
  readonly changeId: string;
  /** Null: there was none. */
  readonly revision: string | null;
}

/**
 * Puts a record under a name, in place of what has it. May be refused as ALREADY_EXISTS, REVISION_MISMATCH,
 * QUOTA_EXCEEDED, and with what `check` and `value` throw.
 */
export function putRecord<Own extends object, Answer>(
  put: RecordPut<Own>,
  answer: (session: Session, record: Put<Own>) => Promise<Answer>,
): Change<Before, Put<Own>, Answer> {
  const { kind, key } = put;
  const knownOf = ({ records }: Session) => records.get<Own & PutStamp>(kind, key) ?? null;
  return {
    isKeptWithKeys: true,
    check: (session) => put.check?.(session),
    async before(session) {
      const known = knownOf(session);
      await nextValueOf(put, session, known);
      return { changeId: randomUUID(), revision: known?.revision ?? null };
    },
    foresee: async () => ({ calls: [] }),
    send: (session, { changeId }) =>
      firstOf(put.noun, () => store(put, session, { known: knownOf(session), changeId })),
    async recognise(session, { before }) {
      const known = knownOf(session);
      if (!before || (known?.revision ?? null) === before.revision) return 'not-done';
      return known?.value.changeId === before.changeId ? { sent: known } : 'unclear';
    },
    answer,
    ...(put.warnings && { warnings: put.warnings }),
  };
}

/** Null: somebody else was first. */
async function store<Own extends object>(
  put: RecordPut<Own>,
  session: Session,
  { known, changeId }: { readonly known: Put<Own> | null; readonly changeId: string },
): Promise<Put<Own> | null> {
  const { kind, key, cap } = put;
  const own = await nextValueOf(put, session, known);
  const stamp = { author: toAuthor(session.caller), updatedAt: session.clock.wallNow(), changeId };
  const value = { ...own, ...stamp };
  const toChanges = () => {
    if (!known) refuseFull(put, session);
    const besides = put.besides?.(session, value, known?.value ?? null) ?? [];
    return [{ kind, key, value, expected: known?.revision ?? null }, ...besides];
  };
  const { records } = session;
  const stored = await (known ? records.commit(toChanges()) : commitNew(records, cap.key, toChanges));
  return (stored?.[0] ?? null) as Put<Own> | null;
}

async function nextValueOf<Own extends object>(
  put: RecordPut<Own>,
  session: Session,
  known: Put<Own> | null,
): Promise<Own> {
  if (known && put.mustBeNew) throw taken(put);
  checkRevision(put, known);
  if (!known) refuseFull(put, session);
  return put.value(session, known?.value ?? null);
}

function refuseFull({ noun, cap }: Pick<RecordPut<object>, 'noun' | 'cap'>, session: Session): void {
  const { max, of, others, check } = cap;
  check?.(session);
  if (others(session) < max) return;
  const message = `name: one ${noun} more than the ${max} ${of} does not fit.`;
  throw new GatewayError('QUOTA_EXCEEDED', message, { field: ['name'] });
}

/** Each loss of the race means that somebody else has won it. */
const ATTEMPTS = 50;

/**
 * What `attempt` answers first that is not null: with null, somebody else was first.
 * @param noun - of the record that is written, for messages
 */
export async function firstOf<T>(noun: string, attempt: () => Promise<T | null>): Promise<T> {
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const done = await attempt();
    if (done !== null) return done;
  }
  throw new GatewayError('STORAGE_UNAVAILABLE', `The ${noun} is changed all the time. Try again later.`);
}

interface RecordDeletion<Own extends object> extends Named {
  /** Throws refusals. Called again where somebody was first. */
  readonly check?: (session: Session, known: Own & PutStamp) => Promise<void>;
  readonly besides?: (session: Session, known: Own & PutStamp) => readonly RecordChange[];
  readonly warnings?: (session: Session) => Promise<readonly Warning[]>;
}

/** Deletes a record by its name. May be refused as NOT_FOUND, REVISION_MISMATCH, and with what `check` throws. */
export function deleteRecord<Own extends object>(
  deletion: RecordDeletion<Own>,
): Change<{ readonly revision: string }, { readonly name: string }, { readonly name: string }> {
  const { kind, key, name, noun } = deletion;
  return {
    isKeptWithKeys: true,
    check: () => {},
    before: async (session) => ({ revision: (await toDelete(deletion, session)).revision }),
    foresee: async () => ({ calls: [] }),
    send: (session) =>
      firstOf(noun, async () => {
        const { revision, value } = await toDelete(deletion, session);
        const change = { kind, key, value: null, expected: revision };
        const besides = deletion.besides?.(session, value) ?? [];
        return (await session.records.commit([change, ...besides])) && { name };
      }),
    async recognise({ records }, { before }) {
      const known = records.get(kind, key);
      if (!known) return before ? { sent: { name } } : 'unclear';
      return known.revision === before?.revision ? 'not-done' : 'unclear';
    },
    answer: async (_session, sent) => sent,
    ...(deletion.warnings && { warnings: deletion.warnings }),
  };
}

async function toDelete<Own extends object>(
  deletion: RecordDeletion<Own>,
  session: Session,
): Promise<Put<Own>> {
  const { kind, key, noun } = deletion;
  const known = session.records.get<Own & PutStamp>(kind, key);
  if (!known) throw new GatewayError('NOT_FOUND', `There is no such ${noun}.`, { field: ['name'] });
  checkRevision(deletion, known);
  await deletion.check?.(session, known.value);
  return known;
}

function checkRevision({ noun, revision }: Named, known: StoredRecord | null): void {
  if (revision === null || revision === known?.revision) return;
  const message = known
    ? `revision: the ${noun} has changed since revision ${shown(revision)}. Read it again, and send what it has now.`
    : `revision: there is no such ${noun} any more. Leave the revision out to make a new one.`;
  throw new GatewayError('REVISION_MISMATCH', message, { field: ['revision'] });
}

function taken({ noun, name }: Named): GatewayError {
  const message = `name: the ${noun} ${name} exists already. Take another name, or leave mustBeNew out to replace it.`;
  return new GatewayError('ALREADY_EXISTS', message, { field: ['name'] });
}
