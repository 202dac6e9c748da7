import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, validate } from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';

const ROOT = join(__dirname, '../..');
const schema = createSchema();
const examples = readdirSync(join(ROOT, 'schema/examples')).map((file) => ({
  file,
  document: parse(readFileSync(join(ROOT, 'schema/examples', file), 'utf8')),
}));

describe.each(examples)('schema/examples/$file', ({ file, document }) => {
  const operations = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
  const name = operations[0]?.name?.value ?? '';

  it('is one valid operation, named as its file', () => {
    expect(validate(schema, document)).toEqual([]);
    expect(operations).toHaveLength(1);
    const kebab = name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
    expect(`${kebab}.graphql`).toBe(file);
  });

  it('is run by an end-to-end test', () => {
    expect(runByEndToEnd.has(`${name}Document`)).toBe(true);
  });
});

const runByEndToEnd = new Set(`${sources('test/e2e')} ${sources('test/support')}`.match(/\w+/g));

function sources(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.ts'))
    .map((it) => readFileSync(join(ROOT, folder, it), 'utf8'))
    .join('\n');
}
