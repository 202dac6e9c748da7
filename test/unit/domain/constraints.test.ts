import {
  checkInferenceUnits,
  checkTags,
  checkText,
  type TEXT_RULES,
} from '../../../src/domain/constraints.js';

const a = (length: number) => 'a'.repeat(length);

test.each<[rule: keyof typeof TEXT_RULES, good: string[], bad: string[]]>([
  ['projectName', ['a', a(255), 'A-b_c.9'], ['', a(256), 'a b', 'größe', 'a\n', 'a/b', '🙂']],
  ['versionName', ['a', a(255)], ['', a(256), 'a:b']],
  ['policyName', ['a', a(128)], ['', a(129), 'a b']],
  ['policyRevisionId', ['0', 'Ff', a(64)], ['', a(65), 'g', '0x1']],
  ['versionDescription', ['x', a(255), "It's (the) best, isn't it?"], ['', a(256), 'ö', 'a\tb', '<b>']],
  [
    'kmsKeyId',
    ['a', 'alias/key', 'arn:aws:kms:us-east-1:123456789012:key/1', a(2048)],
    ['', '-a', 'a b', a(2049)],
  ],
  ['s3Bucket', ['abc', a(255), 'my.bucket-1_X'], ['', 'ab', a(256), 'a/b', 'bücket']],
  ['s3KeyPrefix', ['', a(1024), 'größe/名前', '🙂'.repeat(1024)], [a(1025), '🙂'.repeat(1025)]],
  ['s3ObjectName', ['a', a(1024), '名前'], ['', a(1025)]],
  ['s3ObjectVersion', ['a', a(1024)], ['', a(1025)]],
  ['tagKey', ['a', 'größe 1', a(128), 'AWS', 'a:b/c=d+e-f@g'], ['', 'aws:x', a(129), 'a\n', '#', '🙂']],
  ['tagValue', ['', '名前', a(256)], [a(257), '<', 'a\tb']],
  ['lookoutProjectName', ['a', '9-_', a(255)], ['', '-a', 'a.b', a(256)]],
  ['lookoutModelVersion', ['1', '1234567890', 'latest'], ['', '0', '01', '12345678901', 'Latest', '1.5']],
  ['idempotencyKey', ['a', a(255), '🙂'.repeat(255)], ['', a(256)]],
])('%s takes what AWS takes, to the last character', (rule, good, bad) => {
  for (const value of good) expect(() => checkText(rule, value, ['it'])).not.toThrow();
  for (const value of bad) expect(() => checkText(rule, value, ['it'])).toThrow(/^it: expected /);
});

test('a mistake says where it is', () => {
  expect(() => checkText('s3Bucket', '', ['outputConfig', 's3Bucket'])).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      message: 's3Bucket: expected the name of a bucket: 3 to 255 letters, digits, ".", "-" or "_".',
      details: { field: ['outputConfig', 's3Bucket'] },
    }),
  );
});

test('200 tags are taken, and no key twice', () => {
  const tags = Array.from({ length: 201 }, (_, index) => ({ key: `k${index}`, value: '' }));
  expect(() => checkTags(tags.slice(1))).not.toThrow();
  expect(() => checkTags(tags)).toThrow('tags: expected at most 200.');
  expect(() => checkTags([...tags.slice(0, 2), { key: 'k0', value: 'x' }])).toThrow(
    expect.objectContaining({ details: { field: ['tags', '2', 'key'] } }),
  );
});

test('inference units are 1 or more, and the most is not below the least', () => {
  for (const [min, max] of [
    [1, null],
    [1, 1],
    [2 ** 31 - 1, 2 ** 31 - 1],
  ] as const)
    expect(() => checkInferenceUnits(min, max)).not.toThrow();
  expect(() => checkInferenceUnits(0, null)).toThrow('minInferenceUnits: expected 1 or more.');
  expect(() => checkInferenceUnits(2, 1)).toThrow('maxInferenceUnits: expected minInferenceUnits or more.');
});
