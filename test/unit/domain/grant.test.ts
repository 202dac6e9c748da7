import {
  type Grant,
  grantsFor,
  parseProjectPattern,
  reaches,
  reachesAll,
} from '../../../src/domain/grant.js';
import { fc } from '../../support/properties.js';

const grant = (text: string): Grant[] => {
  const pattern = parseProjectPattern(text);
  return pattern ? [{ role: 'viewer', projects: [pattern], tags: {} }] : [];
};
const project = (projectName: string, region = 'us-east-1', accountId = '123456789012') => ({
  projectName,
  region,
  accountId,
});
const sees = (text: string, it: ReturnType<typeof project>) => grantsFor(grant(text), 'read', it).length > 0;
const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/';

it.each([
  ['*', project('any', 'eu-west-1', '111122223333'), true],
  [`${ARN}cats`, project('cats'), true],
  [`${ARN}cats/*`, project('cats'), true],
  [`${ARN}cats`, project('cats2'), false],
  [`${ARN}cats`, project('my-cats'), false],
  [`${ARN}cat*`, project('cats2'), true],
  [`${ARN}*-eu`, project('cats-eu'), true],
  [`${ARN}a*a`, project('a'), false],
  [`${ARN}a*b*c`, project('a-c-b-c'), true],
  [`${ARN}a*b*c`, project('a-c-b'), false],
  [`${ARN}*b*b`, project('ab'), false],
  [`${ARN}a.b`, project('axb'), false],
  [`${ARN}cats`, project('cats', 'eu-west-1'), false],
  [`${ARN}cats`, project('cats', 'us-east-1', '111122223333'), false],
  ['arn:aws:rekognition:*:123456789012:project/cats', project('cats', 'eu-west-1'), true],
  ['arn:aws-cn:rekognition:*:*:project/cats', project('cats'), true], // the partition follows from the region
])('%s takes %j in: %s', (text, it, expected) => {
  expect(sees(text, it)).toBe(expected);
});

it.each([
  '',
  '**/',
  'cats',
  `${ARN}`,
  `${ARN}a/b`,
  `${ARN}a+`,
  `${ARN}(a)`,
  'arn:aws:s3:::x',
  `${ARN}${'a*'.repeat(7)}`,
])('%s is no pattern', (text) => {
  expect(parseProjectPattern(text)).toBeNull();
});

it('nothing is allowed without a grant for the action', () => {
  expect(grantsFor(grant('*'), 'start', project('cats'))).toEqual([]);
  expect(grantsFor([], 'read', project('cats'))).toEqual([]);
});

it('a place is reached if any of its projects can be granted, and all of it only by a star', () => {
  const at = { region: 'us-east-1', accountId: '123456789012' };
  expect(reaches(grant(`${ARN}cats`), at)).toBe(true);
  expect(reaches(grant(`${ARN}cats`), { ...at, region: 'eu-west-1' })).toBe(false);
  expect(reachesAll(grant(`${ARN}cat*`), at)).toBe(false);
  expect(reachesAll(grant(`${ARN}*`), at)).toBe(true);
  const tagged = grant('*').map((it) => ({ ...it, tags: { team: 'a' } }));
  expect(reachesAll(tagged, at)).toBe(false);
});

it('a pattern without stars takes in its own name alone, whatever the names', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,20}$/);
  fc.assert(
    fc.property(name, name, (pattern, other) => {
      expect(sees(`${ARN}${pattern}`, project(other))).toBe(pattern === other);
    }),
  );
});

it('a pattern with stars takes in what the same regular expression does', () => {
  const name = (length: number) => fc.stringMatching(new RegExp(`^[ab.]{1,${length}}$`));
  const wild = fc.array(fc.constantFrom('a', 'b', '.', '*'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(wild, name(8), (letters, other) => {
      const pattern = letters.join('');
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
      expect(sees(`${ARN}${pattern}`, project(other))).toBe(expression.test(other));
    }),
  );
});

// A regular expression takes minutes for one of these names, and all others wait.
it('names that fit nearly everywhere are decided at once, however many stars a pattern has', () => {
  const pattern = grant(`${ARN}*-*-*-*-*-*x`);
  for (let i = 0; i < 1_000; i++)
    expect(grantsFor(pattern, 'read', project('-'.repeat(255)))).toHaveLength(0);
});
