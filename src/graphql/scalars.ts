import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  MODEL_VERSION_ARN_FORM,
  PROJECT_ARN_FORM,
  parseModelVersionArn,
  parseProjectArn,
} from '../domain/arn.js';
import { invalidInput } from '../domain/errors.js';
import { checkNesting, isObject } from '../domain/json.js';
import { DECIMAL_FORM, parseDecimal, printDecimal } from '../domain/money/decimal.js';

/** In: an instant of RFC 3339. Inside: milliseconds since 1970. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'An instant as RFC 3339 has it, in UTC with milliseconds, for example `2026-11-21T09:30:00.000Z`. Input may have any offset.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => toInstant(Number(value)),
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value).getTime(),
  parseLiteral: (node) => GraphQLDateTimeISO.parseLiteral(node).getTime(),
});

/** Most instants are sent again and again, and making one takes as long as all else about a field. */
const SLOTS = 8_192;
const toldTimes = new Float64Array(SLOTS).fill(Number.NaN);
const toldTexts = new Array<string>(SLOTS).fill('');

function toInstant(ms: number): string {
  const slot = Math.trunc(ms) & (SLOTS - 1);
  if (toldTimes[slot] !== ms) {
    toldTexts[slot] = new Date(ms).toISOString(); // first: it throws for what is no time
    toldTimes[slot] = ms;
  }
  return toldTexts[slot] as string;
}

export const ProjectArn = arnScalar(
  'ProjectArn',
  `The ARN of a Custom Labels project: \`${PROJECT_ARN_FORM}\`.`,
  parseProjectArn,
);

export const ModelVersionArn = arnScalar(
  'ModelVersionArn',
  `The ARN of a model version: \`${MODEL_VERSION_ARN_FORM}\`. It names its project but does not contain the project's ARN.`,
  parseModelVersionArn,
);

/** Held as text, so that no float comes near it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'A decimal number as a string, for example 12.3456.',
  serialize: String,
  parseValue: toDecimal,
  parseLiteral: (node) => toDecimal(node.kind === Kind.STRING ? node.value : undefined),
});

function toDecimal(value: unknown): string {
  const decimal = typeof value === 'string' ? parseDecimal(value) : null;
  if (decimal === null) throw invalidInput(`Expected ${DECIMAL_FORM}, as a string.`);
  return printDecimal(decimal);
}

function arnScalar<T extends string>(name: string, description: string, parse: (text: string) => T) {
  const parseValue = (value: unknown): T => {
    if (typeof value !== 'string') throw new GraphQLError(`Expected ${name} as a string.`);
    return parse(value);
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: String,
    parseValue,
    parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
}

type JsonObject = Record<string, unknown>;

export const PolicyDocument = new GraphQLScalarType<JsonObject, JsonObject>({
  name: 'PolicyDocument',
  description:
    'An IAM policy document. Input: a JSON object, or the same as a JSON string. Output: a JSON object.',
  serialize: (value) => value as JsonObject,
  parseValue: toJsonObject,
  parseLiteral: (node, variables) => toJsonObject(valueFromASTUntyped(node, variables)),
});

function toJsonObject(value: unknown): JsonObject {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  // Not copied: with thousands of keys that takes longer than all else, and what was checked of it is remembered by it.
  if (isObject(parsed)) return parsed as JsonObject;
  throw new GraphQLError('Expected a policy document as a JSON object or a JSON string of one.');
}

function parseJson(text: string): unknown {
  checkNesting(text);
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what was expected
  }
}
