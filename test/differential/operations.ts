import { type GraphQLSchema, isObjectType, parse, validate } from 'graphql';
import { Choices } from './choices.js';
import { createNames } from './names.js';
import { SelectionWriter } from './selections.js';
import type { Samples } from './values.js';
import { VariablePool, type Variables } from './variables.js';

/** A valid document, and values to run it with. */
export interface RandomOperation {
  readonly seed: number;
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: readonly Variables[];
}

export interface RandomOperations {
  readonly operations: readonly RandomOperation[];
  /** How many documents were made and then found not to be valid, mostly for fields that cannot be merged. */
  readonly rejected: number;
}

const SETS_OF_VARIABLES = 2;

/** So many, always the same for the same seed. */
export function randomOperations(
  schema: GraphQLSchema,
  samples: Samples,
  kind: 'query' | 'subscription',
  count: number,
  firstSeed: number,
): RandomOperations {
  const operations: RandomOperation[] = [];
  let rejected = 0;
  for (let seed = firstSeed; operations.length < count; seed++) {
    const made = randomOperation(schema, samples, kind, seed);
    if (validate(schema, parse(made.text)).length === 0) operations.push(made);
    else rejected += 1;
  }
  return { operations, rejected };
}

function randomOperation(
  schema: GraphQLSchema,
  samples: Samples,
  kind: 'query' | 'subscription',
  seed: number,
): RandomOperation {
  const choices = new Choices(seed);
  const pool = new VariablePool(choices, samples);
  const writer = new SelectionWriter(schema, choices, samples, pool);
  const selections =
    kind === 'query' ? querySelections(schema, writer) : eventSelections(schema, samples, writer);
  const nextName = createNames(choices, 'Q');
  const name = choices.chance(0.5) ? nextName() : null;
  const fragments = writer.fragmentsOf(selections);
  const declarations = pool.declarations(`${selections} ${fragments}`);
  const own = `${kind} ${name ?? ''}${declarations} ${selections} ${fragments}`;
  const isOneOfTwo = name !== null && choices.chance(0.2);
  return {
    seed,
    text: isOneOfTwo ? `${own} query ${nextName()} { __typename }` : own,
    operationName: name,
    variables: Array.from({ length: SETS_OF_VARIABLES }, () => pool.values()),
  };
}

function querySelections(schema: GraphQLSchema, writer: SelectionWriter): string {
  const query = schema.getQueryType();
  if (!query) throw new Error('Expected a schema with queries.');
  return writer.selectionSet(query);
}

/** A subscription has one field, which no directive may exclude. */
function eventSelections(schema: GraphQLSchema, samples: Samples, writer: SelectionWriter): string {
  const event = schema.getType('ModelVersionStatusEvent');
  if (!isObjectType(event)) throw new Error('Expected a schema with status events.');
  const args = `includeCurrent: true, projectArns: ${JSON.stringify(samples.followed)}`;
  return `{ modelVersionStatusChanged(${args}) ${writer.selectionSet(event)} }`;
}
