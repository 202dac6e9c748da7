import { createHash } from 'node:crypto';
import { createSystemClock, toWallTime } from '../../src/clock.js';
import { parseConfig } from '../../src/config/config.js';
import { createAuthenticator } from '../../src/server/auth/authenticator.js';
import { onSignInEnd } from '../../src/server/auth/sign-in-end.js';
import { createTestClock } from '../support/test-clock.js';

const HOUR = 3_600_000;

/** A machine whose clocks the test moves one by one. */
function aMachine() {
  let [monotonicMs, wallMs, uptimeMs] = [5_000, Date.parse('2026-01-01T00:00:00Z'), 90_000];
  const clock = createSystemClock({
    monotonicMs: () => monotonicMs,
    wallMs: () => wallMs,
    uptimeMs: () => uptimeMs,
  });
  return {
    clock,
    pass(ms: number) {
      monotonicMs += ms;
      wallMs += ms;
      uptimeMs += ms;
    },
    sleep(ms: number) {
      wallMs += ms;
      uptimeMs += ms;
    },
    setWall(ms: number) {
      wallMs += ms;
    },
  };
}

describe('the clock of a process', () => {
  it.each([-48 * HOUR, -3_000, 3_000, 7 * HOUR])(
    'passes as before when the wall clock is set by %d ms',
    (ms) => {
      const { clock, pass, setWall } = aMachine();
      const before = clock.now();
      setWall(ms);
      pass(1_000);
      expect(clock.now() - before).toBe(1_000);
    },
  );

  it('counts the sleep of the machine, each time', () => {
    const { clock, pass, sleep } = aMachine();
    const before = clock.now();
    for (let i = 0; i < 3; i += 1) {
      sleep(7 * HOUR);
      pass(1_000);
      expect(clock.now() - before).toBe((i + 1) * (7 * HOUR + 1_000));
    }
  });

  it('shows people the wall clock, also after it was set forward', () => {
    const { clock, setWall } = aMachine();
    const before = clock.wallNow();
    setWall(7 * HOUR);
    expect(clock.wallNow() - before).toBe(7 * HOUR);
  });

  it('makes nothing valid again when the wall clock is set back, and is right again once that is mended', () => {
    const { clock, pass, setWall } = aMachine();
    const before = clock.wallNow();
    pass(HOUR);
    setWall(-2 * HOUR);
    expect(clock.wallNow() - before).toBe(HOUR);
    setWall(9 * HOUR);
    setWall(-7 * HOUR);
    expect(clock.wallNow() - before).toBe(HOUR);
  });
});

describe('what people are shown', () => {
  it.each([0, 1_000, 7 * HOUR])('of a moment is the wall clock, set forward by %d ms or not', (ms) => {
    const clock = createTestClock();
    clock.setWall(ms);
    expect(toWallTime(clock, 5_000)).toBe(5_000 + (ms < 2_000 ? 0 : ms));
  });

  it('shows a moment alike while the clocks drift apart by less than a jump', () => {
    const clock = createTestClock();
    clock.setWall(HOUR + 499);
    const shown = toWallTime(clock, 5_000);
    clock.setWall(2);
    expect(toWallTime(clock, 5_000)).toBe(shown);
    clock.setWall(-HOUR - 501);
    expect(toWallTime(clock, 5_000)).toBe(5_000);
  });
});

describe('credentials that end in an hour', () => {
  const clock = createTestClock(Date.now());
  const expiresAt = clock.now() + HOUR;
  const sha256 = createHash('sha256').update('first').digest('hex');
  const { auth } = parseConfig({
    AUTH: 'api-key',
    API_KEYS: JSON.stringify([{ subject: 'ann', sha256, expiresAt: new Date(expiresAt).toISOString() }]),
    GRANTS: JSON.stringify([{ to: ['*'], role: 'viewer', projects: ['*'] }]),
  }).protection;

  it('are refused, give no rights and end their streams after the wall clock has jumped by seven', async () => {
    const { authenticate } = createAuthenticator(auth, clock);
    const caller = await authenticate({ text: 'first', isKey: true });
    let hasEnded = false;
    onSignInEnd(clock, caller, () => {
      hasEnded = true;
    });
    clock.setWall(7 * HOUR);
    await expect(authenticate({ text: 'first', isKey: true })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(caller.grants).toEqual([]);
    await clock.advance(10_000);
    expect(hasEnded).toBe(true);
  });
});
