import { setImmediate as nextTurn } from 'node:timers/promises';
import { inSlices, inTurn } from '../../../src/services/slices.js';

/** Each look takes so long. */
const LOOK_MS = 3;

/** A clock that goes on whenever it is looked at. */
function ticking() {
  let now = 0;
  return { now: () => (now += LOOK_MS) };
}

const items = Array.from({ length: 60 }, (_, index) => index);

it('counts all, in their order', async () => {
  expect(await inSlices(items, (it) => it * 2, ticking(), 1_000_000)).toEqual(items.map((it) => it * 2));
  expect(await inSlices([], String, ticking(), 1_000_000)).toEqual([]);
});

it('never holds the event loop for longer than one slice, however many sums are under way', async () => {
  let counted = 0;
  const count = () => void counted++;
  const sums = Promise.all(items.map(() => inSlices(items, count, ticking(), 1_000_000)));
  const inTurns: number[] = [];
  while (counted < items.length ** 2) {
    const before = counted;
    await nextTurn();
    inTurns.push(counted - before);
  }
  await sums;
  expect(Math.max(...inTurns)).toBeLessThan(10);
});

it('ends with its operation', async () => {
  let counted = 0;
  const sum = inSlices(items, () => counted++, ticking(), 60);
  await expect(sum).rejects.toMatchObject({ code: 'QUERY_TOO_LARGE' });
  expect(counted).toBeLessThan(60 / LOOK_MS);
});

it('counts what cannot be cut in a turn of its own', async () => {
  let [counted, most] = [0, 0];
  const sums = Promise.all(items.map(() => inTurn(() => ++counted, ticking(), 1_000_000)));
  for (let before = 0; before < items.length; before = counted) {
    await nextTurn();
    most = Math.max(most, counted - before);
  }
  expect(await sums).toEqual(items.map((it) => it + 1));
  expect(most).toBeLessThanOrEqual(2);
  await expect(inTurn(() => 0, ticking(), 0)).rejects.toMatchObject({ code: 'QUERY_TOO_LARGE' });
});
