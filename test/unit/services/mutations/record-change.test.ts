import { GatewayError } from '../../../../src/domain/errors.js';
import { MemoryRecords } from '../../../../src/records/memory-records.js';
import type { RecordStore } from '../../../../src/records/port.js';
import { type Change, makeChange } from '../../../../src/services/mutations/one-change.js';
import { deleteRecord, putRecord } from '../../../../src/services/mutations/record-change.js';
import { createSession, type Session } from '../../../../src/services/session.js';
import { createAutomationStage } from '../../../support/automation-stage.js';

interface Lamp {
  readonly colour: string;
}

interface Given {
  readonly revision?: string | null;
  readonly mustBeNew?: boolean;
  readonly max?: number;
}

const answer = async (_: Session, { value, revision }: { value: Lamp; revision: string }) => ({
  colour: value.colour,
  revision,
});

const put = (colour: string, { revision = null, mustBeNew = false, max = 9 }: Given = {}, name = 'a') =>
  putRecord<Lamp, { colour: string; revision: string }>(
    {
      ...{ kind: 'lamp', key: name, noun: 'lamp', name, revision, mustBeNew },
      cap: { key: 'lamps', max, of: 'in this house', others: ({ records }) => records.list('lamp').length },
      value: async () => ({ colour }),
    },
    answer,
  );
const remove = (revision: string | null = null) =>
  deleteRecord<Lamp>({ kind: 'lamp', key: 'a', noun: 'lamp', name: 'a', revision });

const ONCE = { earlier: null, intend: async () => {}, withdraw: async () => {} };
const make = <B extends object, S, A>(session: Session, change: Change<B, S, A>) =>
  makeChange(session, { use: ONCE, guarded: (act) => act() }, change);
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => null,
    (error: unknown) => (error as GatewayError).code,
  );

function createStage(records: RecordStore = new MemoryRecords()) {
  const { services, close, clock } = createAutomationStage();
  const caller = { subject: 'ann', grants: [], expiresAt: null };
  const session = createSession({ ...services, records }, caller, {
    ...{ priority: 'interactive', deadlineAt: clock.now() + 60_000, requestId: 'r', subject: 'ann' },
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
  });
  return { session, records, close };
}

describe('a record that somebody puts', () => {
  let stage: ReturnType<typeof createStage>;
  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.close());

  it('is stored with its author and moment, and replaced under its name', async () => {
    const { session, records } = stage;
    const first = await make(session, put('red'));
    const second = await make(session, put('blue'));
    expect(second.revision).not.toBe(first.revision);
    expect(records.get<Lamp>('lamp', 'a')?.value).toMatchObject({
      colour: 'blue',
      author: { subject: 'ann', groups: [], grants: [] },
      updatedAt: session.clock.wallNow(),
    });
  });

  it('is refused where it is not what the caller thinks that it is', async () => {
    const { session } = stage;
    expect(await refusal(make(session, put('red', { revision: '7' })))).toBe('REVISION_MISMATCH');
    const { revision } = await make(session, put('red', { mustBeNew: true }));
    expect(await refusal(make(session, put('red', { mustBeNew: true })))).toBe('ALREADY_EXISTS');
    await make(session, put('blue', { revision }));
    expect(await refusal(make(session, put('green', { revision })))).toBe('REVISION_MISMATCH');
    expect(await refusal(make(session, remove(revision)))).toBe('REVISION_MISMATCH');
  });

  it('is refused beyond the cap; what is there may be replaced', async () => {
    const { session } = stage;
    await make(session, put('red', { max: 1 }));
    await make(session, put('blue', { max: 1 }));
    expect(await refusal(make(session, put('red', { max: 1 }, 'b')))).toBe('QUOTA_EXCEEDED');
  });

  it('is deleted once', async () => {
    const { session, records } = stage;
    const { revision } = await make(session, put('red'));
    expect(await make(session, remove(revision))).toEqual({ name: 'a' });
    expect(records.list('lamp')).toEqual([]);
    expect(await refusal(make(session, remove()))).toBe('NOT_FOUND');
  });

  it('one wins each revision, and those without one all get through', async () => {
    const { session } = stage;
    const { revision } = await make(session, put('red'));
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => refusal(make(session, put(`${at}`, { revision })))),
    );
    expect(codes.filter((it) => it === null)).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set([null, 'REVISION_MISMATCH']));
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => refusal(make(session, put(`${at}`)))),
    );
    expect(new Set(all)).toEqual(new Set([null]));
  });
});

/** Stores, or does not, and does not say. */
function silent(records: RecordStore, isStored: boolean): RecordStore {
  let isDown = true;
  return {
    get: (kind, key) => records.get(kind, key),
    list: (kind) => records.list(kind),
    subscribe: (kind, onChange) => records.subscribe(kind, onChange),
    async commit(changes, token) {
      if (!isDown) return records.commit(changes, token);
      isDown = false;
      if (isStored) await records.commit(changes, token);
      throw new GatewayError('STORAGE_UNAVAILABLE', 'Nothing answers.');
    },
  };
}

describe('a put of which nothing is heard', () => {
  it.each([
    [true, null],
    [false, 'STORAGE_UNAVAILABLE'],
  ])('stored: %s', async (isStored, code) => {
    const records = new MemoryRecords();
    const { session, close } = createStage(silent(records, isStored));
    expect(await refusal(make(session, put('red', { mustBeNew: true })))).toBe(code);
    expect(records.list('lamp')).toHaveLength(isStored ? 1 : 0);
    await close();
  });

  it('is found by its key again, so that it is not refused as there already', async () => {
    const records = new MemoryRecords();
    const { session, close } = createStage(records);
    const change = put('red', { mustBeNew: true });
    const before = await change.before(session);
    const stored = await change.send(session, before);
    const use = { ...ONCE, earlier: { at: session.clock.now(), before } };
    const again = makeChange(session, { use, guarded: (act) => act() }, put('red', { mustBeNew: true }));
    expect((await again).revision).toBe(stored.revision);
    await close();
  });
});
