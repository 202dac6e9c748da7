import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Choices } from './choices.js';

/** What stands in the place of a scalar: by the name of the argument or, without one, of the type. */
export type Samples = Readonly<Record<string, readonly unknown[]>>;

const NULL = 0.1;
/** Most lists may not be empty here. */
const EMPTY = 0.05;
/** GraphQL takes one item for a list of one. */
const SINGLE_ITEM = 0.15;

/**
 * A value in JSON that fits the type.
 * @param name - of the argument, or the input object's field
 */
export function sampleOf(choices: Choices, samples: Samples, type: GraphQLInputType, name: string): unknown {
  if (!isNonNullType(type) && choices.chance(NULL)) return null;
  const named = getNullableType(type);
  if (isListType(named)) {
    const item = () => sampleOf(choices, samples, named.ofType, name);
    if (choices.chance(SINGLE_ITEM)) return item() ?? [];
    return Array.from({ length: choices.chance(EMPTY) ? 0 : choices.integer(1, 3) }, item);
  }
  if (isEnumType(named)) return choices.pick(named.getValues()).name;
  if (!isInputObjectType(named)) return choices.pick(samples[name] ?? samples[named.name] ?? ['x']);
  const fields = Object.values(named.getFields()).filter(
    (it) => isRequiredInputField(it) || choices.chance(0.4),
  );
  return Object.fromEntries(fields.map((it) => [it.name, sampleOf(choices, samples, it.type, it.name)]));
}

/** As a document has it. */
export function toLiteral(type: GraphQLInputType, value: unknown): string {
  const named = getNullableType(type);
  if (value === null) return 'null';
  if (isListType(named)) {
    if (!Array.isArray(value)) return toLiteral(named.ofType, value);
    return `[${value.map((it) => toLiteral(named.ofType, it)).join(', ')}]`;
  }
  if (isEnumType(named)) return String(value);
  if (!isInputObjectType(named)) return JSON.stringify(value);
  const fields = named.getFields();
  const entries = Object.entries(value as object).flatMap(([name, it]) => {
    const field = fields[name];
    return field ? [`${name}: ${toLiteral(field.type, it)}`] : [];
  });
  return `{ ${entries.join(', ')} }`;
}
