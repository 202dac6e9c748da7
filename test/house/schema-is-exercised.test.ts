import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';
import * as documents from '../e2e/documents.js';
import * as mutationDocuments from '../e2e/mutation-documents.js';

const EXAMPLES = join(__dirname, '../../schema/examples');
const schema = createSchema();

/** What the end-to-end tests run; test/house/examples.test.ts sees to it that they run every example. */
const texts = [
  ...readdirSync(EXAMPLES).map((file) => readFileSync(join(EXAMPLES, file), 'utf8')),
  ...Object.values(documents),
  ...Object.values(mutationDocuments),
  '{ eventCursor }',
];
const asked = texts.map((text) => parse(text));

it('the documents of the end-to-end tests are valid', () => {
  for (const document of asked) expect(validate(schema, document)).toEqual([]);
});

it('every field and every argument is used by an end-to-end test', () => {
  const selected = new Set(asked.flatMap(selectionsOf));
  const missing = everything().filter((it) => !selected.has(it));
  expect(missing).toEqual([]);
});

/** `Type.field` and `Type.field(argument)`. */
function everything(): string[] {
  const types = Object.values(schema.getTypeMap()).filter((it) => isObjectType(it) || isInterfaceType(it));
  return types
    .filter((it) => !isIntrospectionType(it))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, args }) => [
        `${type.name}.${name}`,
        ...args.map((it) => `${type.name}.${name}(${it.name})`),
      ]),
    );
}

function selectionsOf(document: ReturnType<typeof parse>): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name, arguments: given = [] }) {
        const field = `${types.getParentType()?.name}.${name.value}`;
        found.push(field, ...given.map((it) => `${field}(${it.name.value})`));
      },
    }),
  );
  return found;
}
