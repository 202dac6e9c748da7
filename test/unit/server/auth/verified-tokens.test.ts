import type { Caller } from '../../../../src/domain/caller.js';
import { createVerifiedTokens } from '../../../../src/server/auth/verified-tokens.js';
import { createTestClock } from '../../../support/test-clock.js';

const MINUTE_MS = 60_000;

/** An issuer to whom every token is its subject's name, unless it is refused. */
function createStage({ lifeMs = 3_600_000 } = {}) {
  const clock = createTestClock();
  const expiresAt = clock.now() + lifeMs;
  const verified: string[] = [];
  const refused = new Set<string>();
  const callerOf = createVerifiedTokens(async (token): Promise<Caller> => {
    verified.push(token);
    await null;
    if (refused.has(token)) throw new Error('refused');
    return { subject: token, grants: [], expiresAt };
  }, clock);
  return { clock, verified, refused, callerOf };
}

describe('verified tokens', () => {
  it('are verified once a minute, and give the same caller meanwhile', async () => {
    const { clock, verified, callerOf } = createStage();
    const first = await callerOf('ann');
    await clock.advance(MINUTE_MS - 1);
    expect(await callerOf('ann')).toBe(first);
    expect(verified).toEqual(['ann']);
    await clock.advance(1);
    expect(await callerOf('ann')).not.toBe(first);
    expect(verified).toEqual(['ann', 'ann']);
  });

  it('are not known any more when they end', async () => {
    const { clock, refused, callerOf } = createStage({ lifeMs: 10_000 });
    await callerOf('ann');
    refused.add('ann');
    await clock.advance(9_999);
    expect((await callerOf('ann')).subject).toBe('ann');
    await clock.advance(1);
    await expect(callerOf('ann')).rejects.toThrow('refused');
  });

  it('are counted from before they were verified, however long that took', async () => {
    const { clock, verified, callerOf } = createStage();
    const answer = callerOf('ann');
    await clock.advance(MINUTE_MS);
    await answer;
    await callerOf('ann');
    expect(verified).toEqual(['ann', 'ann']);
  });

  it('that come many times at once are verified once', async () => {
    const { verified, callerOf } = createStage();
    const callers = await Promise.all(Array.from({ length: 100 }, () => callerOf('ann')));
    expect(verified).toEqual(['ann']);
    expect(new Set(callers).size).toBe(1);
  });

  it('never share a caller', async () => {
    const { callerOf } = createStage();
    const tokens = Array.from({ length: 2_000 }, (_, n) => `header.${'x'.repeat(1_000)}${n}.signature`);
    for (const how of ['at once', 'once known']) {
      const callers = await Promise.all(tokens.map((it) => callerOf(it)));
      expect([how, callers.map((it) => it.subject)]).toEqual([how, tokens]);
    }
  });

  it('are bounded: the least used is verified again', async () => {
    const { verified, callerOf } = createStage();
    for (let n = 0; n <= 5_000; n++) await callerOf(`t${n}`);
    verified.length = 0;
    await callerOf('t5000');
    await callerOf('t1');
    await callerOf('t0');
    expect(verified).toEqual(['t0']);
  });
});

describe('refused tokens', () => {
  it('are refused to all that wait, and verified again the next time', async () => {
    const { verified, refused, callerOf } = createStage();
    refused.add('eve');
    const answers = await Promise.allSettled([callerOf('eve'), callerOf('eve')]);
    expect(answers.map((it) => it.status)).toEqual(['rejected', 'rejected']);
    refused.delete('eve');
    expect((await callerOf('eve')).subject).toBe('eve');
    expect(verified).toEqual(['eve', 'eve']);
  });

  it('push no caller out', async () => {
    const { verified, refused, callerOf } = createStage();
    await callerOf('ann');
    for (let n = 0; n < 6_000; n++) {
      refused.add(`t${n}`);
      await callerOf(`t${n}`).catch(() => {});
    }
    verified.length = 0;
    await callerOf('ann');
    expect(verified).toEqual([]);
  });
});
