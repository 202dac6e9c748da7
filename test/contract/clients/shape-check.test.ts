import { ensurePythonModule } from '../../support/debian.js';
import type { Exchange } from '../../support/recorder.js';
import { checkShapes } from './shapes.js';
import { INSTALLING_MS } from './stage.js';

const ARN = 'arn:aws:rekognition:us-east-1:123456789012:project/p/version/v/1';
const FINE = { ProjectVersionArn: ARN, Status: 'RUNNING', CreationTimestamp: 1.5, MinInferenceUnits: 1 };

let pythons: readonly string[];
beforeAll(() => {
  pythons = ensurePythonModule('botocore', 'python3-boto3');
}, INSTALLING_MS);

/** What each botocore here complains of. */
function complaintsOf(operation: string, body: unknown, change: Partial<Exchange> = {}): readonly string[][] {
  const headers = { 'x-amzn-requestid': 'r' };
  const exchange = { service: 'rekognition', operation, status: 200, headers, body: JSON.stringify(body) };
  return pythons.map((it) => [...checkShapes(it, [{ ...exchange, ...change }]).violations]);
}

const described = (change: object) => ({ ProjectVersionDescriptions: [{ ...FINE, ...change }] });
const once = (complaint: RegExp) => pythons.map(() => [expect.stringMatching(complaint)]);

test('an answer that fits its shapes is let through', () => {
  expect(complaintsOf('DescribeProjectVersions', described({}))).toEqual(pythons.map(() => []));
});

test.each([
  ['a member that the shape does not have', { Surprise: 1 }, /has no member Surprise/],
  ['a null', { StatusMessage: null }, /StatusMessage: None is no string/],
  ['a value that the enum does not have', { Status: 'NAPPING' }, /has no value 'NAPPING'/],
  ['a number as text', { MinInferenceUnits: '1' }, /'1' is no integer/],
  ['a number with a fraction', { MinInferenceUnits: 1.5 }, /1.5 is no integer/],
  ['a number below its minimum', { MinInferenceUnits: 0 }, /0 is not within 1/],
  ['a boolean as a number', { MinInferenceUnits: true }, /True is no integer/],
  ['a timestamp as text', { CreationTimestamp: '2026-01-01T00:00:00Z' }, /is no timestamp/],
  ['a text that does not match its pattern', { ProjectVersionArn: `${ARN}/x` }, /does not match/],
  ['something else than a structure', { OutputConfig: [] }, /is no structure/],
  ['something else than a list', { TrainingDataResult: { Input: { Assets: {} } } }, /is no list/],
])('%s is found', (_, change, complaint) => {
  expect(complaintsOf('DescribeProjectVersions', described(change))).toEqual(once(complaint));
});

test('an output where the model has none is found', () => {
  expect(complaintsOf('ListTagsForResource', { Tags: { 'a?': 'b' } })).toEqual(once(/does not match/));
  expect(complaintsOf('TagResource', { Tags: {} })).toEqual(once(/has no member Tags/));
});

test('an answer without a request id is found', () => {
  expect(complaintsOf('TagResource', {}, { headers: {} })).toEqual(once(/has no request id/));
});

test('an error that the operation does not have, or of another form, is found', () => {
  const error = { __type: 'ResourceNotReadyException', Code: 'x', Logref: 'x', Message: 'x' };
  expect(complaintsOf('StartProjectVersion', error, { status: 400 })).toEqual(
    once(/does not know the error/),
  );
  const bare = { __type: 'ResourceNotFoundException' };
  expect(complaintsOf('StartProjectVersion', bare, { status: 400 })).toEqual(once(/has an error with/));
  const outage = { ...error, __type: 'InternalServerError' };
  expect(complaintsOf('StartProjectVersion', outage, { status: 400 })).toEqual(once(/with status 400/));
});

test('what AWS added later is excused where the model is older, and checked where it is not', () => {
  const line = described({ Feature: 'CUSTOM_LABELS', Status: 'EXPIRED', VersionDescription: 'x' });
  expect(complaintsOf('DescribeProjectVersions', line)).toEqual(pythons.map(() => []));
});
