import {
  accountRegionOf,
  modelVersionArnParts,
  parseModelVersionArn,
  parseProjectArn,
  projectArnParts,
} from '../../../src/domain/arn.js';
import { fc } from '../../support/properties.js';

const PROJECT = 'arn:aws:rekognition:us-east-1:123456789012:project/cats/1700000000000';
const VERSION = 'arn:aws-cn:rekognition:cn-north-1:123456789012:project/cats/version/v1/1700000000001';

const name = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,255}$/);

test('a project ARN says all that it is made of', () => {
  expect(projectArnParts(parseProjectArn(PROJECT))).toEqual({
    partition: 'aws',
    region: 'us-east-1',
    accountId: '123456789012',
    projectName: 'cats',
    createdMs: 1_700_000_000_000,
  });
});

test('any names that AWS takes come out of an ARN as they went in', () => {
  fc.assert(
    fc.property(name, name, fc.nat(), (projectName, versionName, createdMs) => {
      const text = `arn:aws:rekognition:eu-west-1:111122223333:project/${projectName}/version/${versionName}/${createdMs}`;
      expect(modelVersionArnParts(parseModelVersionArn(text))).toMatchObject({
        projectName,
        versionName,
        createdMs,
      });
    }),
  );
});

test('an ARN says where its resource lives', () => {
  expect(accountRegionOf(parseModelVersionArn(VERSION))).toEqual({
    accountId: '123456789012',
    region: 'cn-north-1',
  });
});

test('a project named like the word in a version ARN is still a project', () => {
  const text = 'arn:aws:rekognition:us-east-1:123456789012:project/version/1';
  expect(projectArnParts(parseProjectArn(text)).projectName).toBe('version');
});

test('an ARN of the other kind is recognised', () => {
  expect(() => parseProjectArn(VERSION)).toThrow(/ARN of a model version, not of a project\.$/);
  expect(() => parseModelVersionArn(PROJECT)).toThrow(/ARN of a project, not of a model version\.$/);
});

test.each([
  '',
  'x',
  `${PROJECT}\n`,
  ` ${PROJECT}`,
  `${PROJECT}x`,
  PROJECT.replace('cats', ''),
  PROJECT.replace('cats', 'a'.repeat(256)),
])('neither kind: %j', (text) => {
  expect(() => parseProjectArn(text)).toThrow(/^Expected a project ARN like .*<number>\.$/);
  expect(() => parseModelVersionArn(text)).toThrow(/^Expected a model version ARN like .*<number>\.$/);
});

test('more than 2048 characters are no ARN', () => {
  const long = (digits: number) => PROJECT.replace(/\d+$/, '1'.repeat(digits));
  const rest = PROJECT.length - 13;
  expect(parseProjectArn(long(2048 - rest))).toHaveLength(2048);
  expect(() => parseProjectArn(long(2049 - rest))).toThrow();
});
