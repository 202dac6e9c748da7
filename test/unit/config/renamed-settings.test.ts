import { ConfigError, parseConfig } from '../../../src/config/config.js';

it.each([
  ['STALE_MAX_AGE_MS', 'STALE_IF_ERROR_MS', '5000'],
  ['PREPARED_ANSWERS_MB', 'RESPONSE_CACHE_MB', '3'],
])('%s still works as %s, with a warning that names both', (old, name, value) => {
  const { warnings, ...config } = parseConfig({ [old]: value });
  const { warnings: none, ...expected } = parseConfig({ [name]: value });
  expect(config).toEqual(expected);
  expect(warnings).toEqual([`${old} is now ${name}; the old name goes with the next release.`]);
  expect(none).toEqual([]);
});

it('an old name without a value says nothing', () => {
  expect(parseConfig({ STALE_MAX_AGE_MS: '' })).toEqual(parseConfig({}));
});

it('an old and a new name together are a mistake', () => {
  const parse = () => parseConfig({ STALE_MAX_AGE_MS: '1', STALE_IF_ERROR_MS: '2' });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow('STALE_MAX_AGE_MS is the old name of STALE_IF_ERROR_MS');
});
