import { underKey } from '../../../../src/services/mutations/change-keys.js';
import type { Session } from '../../../../src/services/session.js';

const INPUT = {
  modelVersionArn: 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v/1700000000000',
  minInferenceUnits: 2,
  maxInferenceUnits: null,
};
/** As version 0.1.0 stored it. */
const STORED = '1DqmXlgy-k8c9--oN0Ow9UcX__KMQw4zM9CLANYfhkE';

async function fingerprintOf(input: object): Promise<string> {
  const keys = { once: async (_key: string, fingerprint: string) => fingerprint, close: async () => {} };
  const session = { keys, caller: { subject: 'ann' } } as unknown as Session;
  return underKey(session, { name: 'startModelVersion', input }, 'key', async () => '');
}

it('a key from before an upgrade stays good: fields that came later do not count at their defaults', async () => {
  expect(await fingerprintOf(INPUT)).toBe(STORED);
  expect(await fingerprintOf({ dryRun: false, stopAfter: null, ...INPUT })).toBe(STORED);
  expect(await fingerprintOf({ ...INPUT, stopAfter: 60_000 })).not.toBe(STORED);
  expect(await fingerprintOf({ ...INPUT, minInferenceUnits: 3 })).not.toBe(STORED);
});
