import { createPage, type Order } from '../../../src/services/connection.js';
import { fc } from '../../support/properties.js';

interface Item {
  readonly id: string;
  readonly key: number | string | null;
}

const order = (name: string, descending: boolean): Order<Item> => ({
  name,
  descending,
  keyOf: (it) => it.key,
  idOf: (it) => it.id,
});
const UP = order('up', false);
const DOWN = order('down', true);

const items = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    key: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null)),
  }),
  { selector: (it) => it.id, maxLength: 30 },
);

/** Reads page after page; `between` may change the items. */
function readAll(
  start: readonly Item[],
  first: number,
  by: Order<Item>,
  between = (now: readonly Item[]) => now,
) {
  const seen: Item[] = [];
  let now = start;
  let after: string | null = null;
  for (;;) {
    const page = createPage(by, { first, after })(now);
    seen.push(...page.nodes);
    expect(page.totalCount).toBe(now.length);
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
    now = between(now);
  }
}

test('pages of any size make the whole list, each item once', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 100 }), fc.constantFrom(UP, DOWN), (list, first, by) => {
      const whole = createPage(by, { first: 100, after: null })(list).nodes;
      expect(readAll(list, first, by)).toEqual(whole);
      expect(whole).toHaveLength(list.length);
    }),
  );
});

test('what comes or goes between two pages moves nothing else', () => {
  fc.assert(
    fc.property(
      items,
      items,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(UP, DOWN),
      (list, others, first, by) => {
        const stays = list.filter((_, index) => index % 2 === 0);
        const added = others.map((it) => ({ ...it, id: `new ${it.id}` }));
        const seen = readAll(list, first, by, () => [...stays, ...added]);
        const ids = seen.map((it) => it.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(stays.map((it) => it.id)));
      },
    ),
  );
});

test('items without a key come last in either direction', () => {
  const list: Item[] = [
    { id: 'none', key: null },
    { id: 'one', key: 1 },
    { id: 'two', key: 2 },
  ];
  const ids = (by: Order<Item>) => createPage(by, { first: 100, after: null })(list).nodes.map((it) => it.id);
  expect(ids(UP)).toEqual(['one', 'two', 'none']);
  expect(ids(DOWN)).toEqual(['two', 'one', 'none']);
});

test('an empty page has no cursors', () => {
  expect(createPage(UP, { first: 1, after: null })([]).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  });
});

test.each([0, -1, 101])('a page of %d items is refused before anything is loaded', (first) => {
  expect(() => createPage(UP, { first, after: null })).toThrow(`first: expected 1 to 100, not ${first}.`);
});

const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
test.each(['', '💥', of(null), of(['down', 1, 'a']), of(['up', {}, 'a']), of(['up', 1, 7]), of(['up'])])(
  '%j is no cursor of this order',
  (after) => {
    expect(() => createPage(UP, { first: 1, after })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field: ['after'] } }),
    );
  },
);
