import { ACCOUNTS } from '../e2e/demo.js';
import { apiKeys, bearer, keyOf } from '../support/callers.js';
import { type Client, fuzz } from './fuzz.js';

/** `npm run fuzz` takes two minutes; without it, so many cases, the same ones each time. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
const CASES = 480;
const SEED = Number(process.env.FUZZ_SEED ?? (SECONDS > 0 ? Date.now() % 2 ** 31 : 20_261_121));

const ANYBODY: Client = { settings: {}, headers: {}, foreign: null };
/** May do everything in a few projects, and asks often. */
const ANN: Client = {
  settings: {
    ACCOUNTS,
    AUTH: 'api-key',
    API_KEYS: apiKeys(['ann']),
    GRANTS: JSON.stringify([
      { to: ['ann'], role: 'owner', projects: ['arn:aws:rekognition:*:123456789012:project/circuit-*'] },
    ]),
    ...{ REQUESTS_PER_MINUTE: '1000000', SUBSCRIPTIONS_PER_SUBJECT: '100000', ALLOWED_BUCKETS: '*' },
  },
  headers: bearer(keyOf('ann')),
  foreign: /shelf-gaps|crop-health|brand-logos|chat-moderation|label-reader|parcel-damage|received-models/,
};

it.each([
  ['anybody', ANYBODY],
  ['somebody with rights in some projects', ANN],
])(
  `whatever comes over the wire from %s is answered, and nothing of the inside or of others gets out (FUZZ_SEED=${SEED})`,
  async (_, client) => {
    const until = Date.now() + (SECONDS / 2) * 1_000;
    const isOver = (count: number) => count >= CASES && Date.now() >= until;
    const { cases, findings } = await fuzz(SEED, client, isOver);
    expect(findings.map(({ what, given }) => `${what} ${JSON.stringify(given).slice(0, 2_000)}`)).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(CASES);
  },
  120_000 + SECONDS * 1_000,
);
