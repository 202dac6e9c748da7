import { GatewayError } from '../../src/domain/errors.js';
import type { IdempotencyKeys, KeyUse } from '../../src/idempotency/port.js';
import type { TestClock } from '../support/test-clock.js';
import { createTestClock } from '../support/test-clock.js';

const HOUR_MS = 3_600_000;

const MINUTE_MS = 60_000;

interface Created {
  readonly keys: IdempotencyKeys;
  /** In a time that is not the test clock's. Default: there is none. */
  readonly letPass?: (ms: number) => Promise<unknown>;
}

/** What every implementation of the port does. */
export function idempotencySuite(name: string, create: (clock: TestClock) => Promise<Created>): void {
  describe(`idempotency keys: ${name}`, () => {
    const stage = async () => {
      const clock = createTestClock();
      let acts = 0;
      const { keys, letPass } = await create(clock);
      const pass = async (ms: number) => {
        await clock.advance(ms);
        await letPass?.(ms);
      };
      return { clock, keys, pass, act: async () => ({ result: ++acts }) };
    };

    it('1 gives the first result to the same key and input', async () => {
      const { keys, act } = await stage();
      expect(await keys.once('key', 'input', act)).toEqual({ result: 1 });
      expect(await keys.once('key', 'input', act)).toEqual({ result: 1 });
    });

    it('2 acts anew for another key', async () => {
      const { keys, act } = await stage();
      await keys.once('key', 'input', act);
      expect(await keys.once('other', 'input', act)).toEqual({ result: 2 });
    });

    it('3 refuses the same key with other input, and still gives the first result afterwards', async () => {
      const { keys, act } = await stage();
      await keys.once('key', 'input', act);
      const refusal = await keys.once('key', 'other input', act).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(GatewayError);
      expect(refusal).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH', details: { field: ['idempotencyKey'] } });
      expect(await keys.once('key', 'input', act)).toEqual({ result: 1 });
    });

    it('4 makes twins wait for one', async () => {
      const { keys } = await stage();
      let finish = (_: string) => {};
      const first = await new Promise<{ answer: Promise<string> }>((acts) => {
        const act = () =>
          new Promise<string>((resolve) => {
            finish = resolve;
            acts({ answer });
          });
        const answer = Promise.resolve().then(() => keys.once('key', 'input', act));
      });
      const second = keys.once('key', 'input', async () => 'second');
      finish('first');
      expect(await Promise.all([first.answer, second])).toEqual(['first', 'first']);
    });

    it('5 keeps nothing of an act that failed', async () => {
      const { keys, act } = await stage();
      const failing = keys.once('key', 'input', () => Promise.reject(new Error('down')));
      await expect(failing).rejects.toThrow('down');
      expect(await keys.once('key', 'input', act)).toEqual({ result: 1 });
    });

    it('6 gives the next use the intent of one that failed, until that is taken back', async () => {
      const { keys, clock } = await stage();
      const intent = { at: clock.now(), before: { status: 'STOPPED' } };
      const failing = (act: (use: KeyUse) => Promise<void>) =>
        keys.once('key', 'input', async (use) => {
          await act(use);
          throw new Error(JSON.stringify(use.earlier));
        });
      await expect(failing((use) => use.intend(intent))).rejects.toThrow('null');
      await expect(failing(async () => {})).rejects.toThrow(JSON.stringify(intent));
      await expect(keys.once('key', 'other', async () => 1)).rejects.toThrow('came before');
      await expect(failing((use) => use.withdraw())).rejects.toThrow(JSON.stringify(intent));
      await expect(failing(async () => {})).rejects.toThrow('null');
    });

    it('7 gives the answer of an act with an intent on record', async () => {
      const { keys, clock } = await stage();
      const act = async (use: KeyUse) => {
        await use.intend({ at: clock.now(), before: {} });
        return 'done';
      };
      expect(await keys.once('key', 'input', act)).toBe('done');
      expect(await keys.once('key', 'input', async () => 'again')).toBe('done');
    });

    it('8 forgets an intent after 24 hours', async () => {
      const { keys, clock, pass } = await stage();
      const failing = keys.once('key', 'input', async (use) => {
        await use.intend({ at: clock.now(), before: {} });
        throw new Error('down');
      });
      await expect(failing).rejects.toThrow('down');
      await pass(24 * HOUR_MS);
      expect(await keys.once('key', 'other input', async () => 'new')).toBe('new');
    });

    it('9 remembers for 24 hours', async () => {
      const { keys, act, pass } = await stage();
      await keys.once('key', 'input', act);
      await pass(24 * HOUR_MS - MINUTE_MS);
      expect(await keys.once('key', 'input', act)).toEqual({ result: 1 });
      await pass(MINUTE_MS);
      expect(await keys.once('key', 'other input', act)).toEqual({ result: 2 });
    });
  });
}
