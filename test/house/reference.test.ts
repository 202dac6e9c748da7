import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toReference } from '../../src/graphql/reference.js';
import { createSchema } from '../../src/graphql/schema.js';

const page = toReference(createSchema());

it('schema/reference.md is what the descriptions say (npm run codegen)', () => {
  expect(readFileSync(join(__dirname, '../../schema/reference.md'), 'utf8')).toBe(page);
});

it('every link of the reference leads to a heading', () => {
  const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, it = '']) => it.toLowerCase()));
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, it = '']) => it);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((it) => !headings.has(it))).toEqual([]);
});
