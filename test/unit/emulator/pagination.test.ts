import { pageOf } from '../../../src/emulator/pagination.js';
import { fc } from '../../support/properties.js';

const item = (createdAtMs: number, name: string) => ({ createdAtMs, name });

function readAll(items: readonly ReturnType<typeof item>[], limit: number): string[] {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const { page, next } = pageOf(items, { scope: ['Op'], token, limit });
    names.push(...page.map(({ name }) => name));
    token = next.NextToken;
  } while (token !== undefined);
  return names;
}

describe('pages', () => {
  test('bring every item once, latest first, whatever their size', () => {
    const created = fc.uniqueArray(fc.tuple(fc.nat(20), fc.string()), { selector: ([, name]) => name });
    fc.assert(
      fc.property(created, fc.integer({ min: 1, max: 10 }), (pairs, limit) => {
        const items = pairs.map(([createdAtMs, name]) => item(createdAtMs, name));
        const names = readAll(items, limit);
        expect([...names].sort()).toEqual(items.map(({ name }) => name).sort());
        const moments = names.map((name) => items.find((it) => it.name === name)?.createdAtMs ?? 0);
        expect(moments).toEqual([...moments].sort((a, b) => b - a));
      }),
    );
  });

  test('have a token only if there is another one', () => {
    const items = [item(1, 'a'), item(2, 'b')];
    expect(pageOf(items, { scope: [], limit: 2 }).next).toEqual({});
    expect(pageOf([], { scope: [], limit: 2 }).next).toEqual({});
    expect(pageOf(items, { scope: [], limit: 1 }).next.NextToken).toMatch(/^[\w-]{20,}$/);
  });

  test('go on where they were although items came and went', () => {
    const items = [item(1, 'a'), item(2, 'b'), item(3, 'c')];
    const { next } = pageOf(items, { scope: [], limit: 2 });
    const changed = [item(1, 'a'), item(0, 'older'), item(4, 'newer')];
    const { page } = pageOf(changed, { scope: [], token: next.NextToken, limit: 2 });
    expect(page.map(({ name }) => name)).toEqual(['a', 'older']);
  });

  test('take an empty token for the first page', () => {
    expect(pageOf([item(1, 'a')], { scope: [], token: '', limit: 2 }).page).toHaveLength(1);
  });
});

describe('a token', () => {
  const items = [item(1, 'a'), item(2, 'b')];
  const refused = expect.objectContaining({ code: 'InvalidPaginationTokenException' });

  test('of another request is refused', () => {
    const { next } = pageOf(items, { scope: ['Op', 'p1'], limit: 1 });
    expect(() => pageOf(items, { scope: ['Op', 'p2'], token: next.NextToken, limit: 1 })).toThrow(refused);
  });

  test('that is made up is refused', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (token) => {
        expect(() => pageOf(items, { scope: [], token, limit: 1 })).toThrow(refused);
      }),
    );
  });

  test('fits the 1024 characters that AWS allows, for the longest name', () => {
    const long = [item(1e13, 'x'.repeat(255)), item(1e13 - 1, 'y')];
    expect(pageOf(long, { scope: [], limit: 1 }).next.NextToken?.length).toBeLessThan(1_024);
  });
});
