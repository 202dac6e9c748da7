import { Kind, parse } from 'graphql';
import { createSchema } from '../../../../src/graphql/schema.js';
import { costOf } from '../../../../src/server/limits/cost.js';
import { countNodes, measure } from '../../../../src/server/limits/measure.js';
import { fc } from '../../../support/properties.js';

/** A selection, written out plainly or hidden in fragments. */
interface Selection {
  readonly field: 'project' | 'modelVersion' | 'name';
  readonly alias: string | null;
  readonly hiding: 'plain' | 'inline' | 'named' | 'twice';
  readonly inner: readonly Selection[];
}

function selectionsOf(depth: number): fc.Arbitrary<Selection[]> {
  const one = fc.record({
    field: fc.constantFrom('project' as const, 'modelVersion' as const, 'name' as const),
    alias: fc.option(fc.constantFrom('a', 'b', 'name')),
    hiding: fc.constantFrom('plain' as const, 'inline' as const, 'named' as const, 'twice' as const),
    inner: depth > 0 ? selectionsOf(depth - 1) : fc.constant([]),
  });
  return fc.array(one, { maxLength: 3 });
}

const ARGUMENTS = { project: '(arn: "p")', modelVersion: '(name: "v")', name: '' };

/** All of it in one place. A selection that is spread twice stands there twice. */
function plainly({ field, alias, hiding, inner }: Selection): string {
  const within = field === 'name' ? '' : `{ id ${inner.map(plainly).join(' ')} }`;
  const text = `${alias ? `${alias}: ` : ''}${field}${ARGUMENTS[field]} ${within}`;
  return hiding === 'twice' ? `${text} ${text}` : text;
}

/** The same with each selection hidden as it says; fragments are added to `definitions`. */
function hidden({ field, alias, hiding, inner }: Selection, parent: string, definitions: string[]): string {
  const type = { project: 'Project', modelVersion: 'ModelVersion', name: '' }[field];
  const within =
    field === 'name' ? '' : `{ id ${inner.map((it) => hidden(it, type, definitions)).join(' ')} }`;
  const text = `${alias ? `${alias}: ` : ''}${field}${ARGUMENTS[field]} ${within}`;
  if (hiding === 'plain') return text;
  if (hiding === 'inline') return `... { ... on ${parent} { ${text} } }`;
  const name = `F${definitions.length}`;
  definitions.push(`fragment ${name} on ${parent} { ${text} }`);
  return hiding === 'twice' ? `...${name} ...${name}` : `...${name}`;
}

const schema = createSchema();
function sizesOf(text: string) {
  const document = parse(text);
  const operation = document.definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return { ...measure(document), ...costOf(schema, document, operation, {}, 2) };
}

it('fragments hide nothing: a document measures and costs as if they were written out', () => {
  fc.assert(
    fc.property(selectionsOf(4), (selections) => {
      const definitions: string[] = [];
      const inside = selections.map((it) => hidden(it, 'Query', definitions)).join(' ');
      const { calls, ...sizes } = sizesOf(`{ id ${inside} } ${definitions.join(' ')}`);
      const { calls: plainCalls, ...plainSizes } = sizesOf(`{ id ${selections.map(plainly).join(' ')} }`);
      expect(sizes).toEqual(plainSizes);
      expect(calls).toBeCloseTo(plainCalls);
    }),
    { numRuns: 300 },
  );
});

it('a fragment that contains itself takes no longer, and a missing one is nothing', () => {
  const text =
    '{ ...A ...Z } fragment A on Query { eventCursor ...B } fragment B on Query { b: eventCursor ...A }';
  expect(sizesOf(text)).toMatchObject({ depth: 1, aliases: 1, rootFields: 2 });
  expect(countNodes(parse(text))).toEqual({ directives: 0, fragments: 6, operations: 1 });
});
