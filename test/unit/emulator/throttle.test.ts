import { createThrottle } from '../../../src/emulator/throttle.js';

const describeOperation = { name: 'Describe', notes: '', tps: 5, changesState: false, respond: () => ({}) };
const caller = { account: '123456789012', region: 'us-east-1', partition: 'aws', arn: 'arn' };

/** How many of 100 calls at one moment are let through. */
function admitted(
  throttle: ReturnType<typeof createThrottle>,
  nowMs: number,
  who = caller,
  op = describeOperation,
): number {
  let count = 0;
  for (let call = 0; call < 100; call++) {
    try {
      throttle.admit(op, who, nowMs);
      count++;
    } catch (error) {
      expect(error).toMatchObject({ code: 'ProvisionedThroughputExceededException' });
    }
  }
  return count;
}

describe('a rate', () => {
  test("lets a second's worth through at once and then as many as the time has brought", () => {
    const throttle = createThrottle(undefined);
    expect(admitted(throttle, 0)).toBe(5);
    expect(admitted(throttle, 199)).toBe(0);
    expect(admitted(throttle, 400)).toBe(2);
    expect(admitted(throttle, 60_000)).toBe(5);
  });

  test('is apart for each account, region and operation', () => {
    const throttle = createThrottle(undefined);
    expect(admitted(throttle, 0)).toBe(5);
    expect(admitted(throttle, 0, { ...caller, account: '111122223333' })).toBe(5);
    expect(admitted(throttle, 0, { ...caller, region: 'eu-west-1' })).toBe(5);
    expect(admitted(throttle, 0, caller, { ...describeOperation, name: 'Other' })).toBe(5);
  });

  test('may be replaced or switched off', () => {
    expect(admitted(createThrottle(2), 0)).toBe(2);
    expect(admitted(createThrottle(0), 0)).toBe(100);
    expect(admitted(createThrottle(0.5), 0)).toBe(1);
  });

  test('is full again after a reset', () => {
    const throttle = createThrottle(undefined);
    admitted(throttle, 0);
    throttle.reset();
    expect(admitted(throttle, 0)).toBe(5);
  });
});
