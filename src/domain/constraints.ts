import { invalidInput } from './errors.js';
import type { Tag } from './model.js';

/**
 * AWS's own constraints, checked here first: a caller learns at once what was expected and where, and AWS gets
 * no call that it would refuse. Source: the shapes of the Rekognition API, version 2016-06-27.
 */
interface TextRule {
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
  /** Ends the sentence "Expected …". */
  readonly expected: string;
}

const name: TextRule = {
  min: 1,
  max: 255,
  pattern: /^[a-zA-Z0-9_.-]+$/,
  expected: '1 to 255 letters, digits, "_", "." or "-"',
};

/** Of aliases, schedules and budgets, which are the gateway's own. */
const recordName: TextRule = {
  min: 1,
  max: 63,
  pattern: /^[a-z][a-z0-9-]*$/,
  expected: '1 to 63 of a-z, 0-9 or "-", beginning with a letter',
};

export const TEXT_RULES = {
  projectName: name,
  versionName: name,
  aliasName: recordName,
  scheduleName: recordName,
  policyName: { ...name, max: 128, expected: '1 to 128 letters, digits, "_", "." or "-"' },
  policyRevisionId: {
    min: 1,
    max: 64,
    pattern: /^[0-9A-Fa-f]+$/,
    expected: '1 to 64 hexadecimal digits',
  },
  versionDescription: {
    min: 1,
    max: 255,
    pattern: /^[a-zA-Z0-9\-_. ()':,;?]+$/,
    expected: "1 to 255 letters, digits, spaces or any of -_.()':,;?",
  },
  kmsKeyId: {
    min: 1,
    max: 2048,
    pattern: /^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$/,
    expected: 'the id, alias or ARN of a KMS key, at most 2048 characters',
  },
  s3Bucket: {
    min: 3,
    max: 255,
    pattern: /^[0-9A-Za-z.\-_]*$/,
    expected: 'the name of a bucket: 3 to 255 letters, digits, ".", "-" or "_"',
  },
  s3KeyPrefix: { min: 0, max: 1024, expected: 'at most 1024 characters' },
  s3ObjectName: { min: 1, max: 1024, expected: '1 to 1024 characters' },
  s3ObjectVersion: { min: 1, max: 1024, expected: '1 to 1024 characters' },
  tagKey: {
    min: 1,
    max: 128,
    pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    expected: '1 to 128 letters, digits, spaces or any of _.:/=+-@, not beginning with "aws:"',
  },
  tagValue: {
    min: 0,
    max: 256,
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    expected: 'at most 256 letters, digits, spaces or any of _.:/=+-@',
  },
  lookoutProjectName: {
    min: 1,
    max: 255,
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
    expected: '1 to 255 letters, digits, "_" or "-", beginning with a letter or digit',
  },
  lookoutModelVersion: {
    min: 1,
    max: 10,
    pattern: /^([1-9][0-9]*|latest)$/,
    expected: 'a version number of at most 10 digits, or "latest"',
  },
  idempotencyKey: { min: 1, max: 255, expected: '1 to 255 characters' },
  budgetName: {
    min: 1,
    max: 64,
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_. -]*$/,
    expected: '1 to 64 letters, digits, spaces, "_", "." or "-", beginning with a letter or digit',
  },
} as const satisfies Record<string, TextRule>;

const MAX_TAGS = 200;

/** @throws GatewayError INVALID_INPUT with `field` as its path */
export function checkText(rule: keyof typeof TEXT_RULES, value: string, field: readonly string[]): void {
  if (!isText(rule, value))
    throw invalidInput(`${field.at(-1)}: expected ${TEXT_RULES[rule].expected}.`, field);
}

/** Whether AWS, or the gateway for what is its own, would take it. */
export function isText(rule: keyof typeof TEXT_RULES, value: string): boolean {
  const { min, max, pattern }: TextRule = TEXT_RULES[rule];
  const length = [...value].length;
  return length >= min && length <= max && (pattern?.test(value) ?? true);
}

/** @throws GatewayError INVALID_INPUT: too many, a key twice, or a key or value AWS does not take */
export function checkTags(tags: readonly Tag[]): void {
  if (tags.length > MAX_TAGS) throw invalidInput(`tags: expected at most ${MAX_TAGS}.`, ['tags']);
  const keys = new Set<string>();
  tags.forEach(({ key, value }, index) => {
    checkText('tagKey', key, ['tags', String(index), 'key']);
    checkText('tagValue', value, ['tags', String(index), 'value']);
    if (keys.has(key)) throw invalidInput('key: expected each key once.', ['tags', String(index), 'key']);
    keys.add(key);
  });
}

/** @throws GatewayError INVALID_INPUT unless 1 ≤ min ≤ max, both in AWS's 32 bits */
export function checkInferenceUnits(min: number, max: number | null): void {
  if (min < 1) throw invalidInput('minInferenceUnits: expected 1 or more.', ['minInferenceUnits']);
  if (max !== null && max < min)
    throw invalidInput('maxInferenceUnits: expected minInferenceUnits or more.', ['maxInferenceUnits']);
}
