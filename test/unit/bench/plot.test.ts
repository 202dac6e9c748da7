import { type Panel, toSvg } from '../../bench/plot.js';

const aPanel = (...points: (readonly [number, number])[]): Panel => ({
  title: 'A < B & C',
  x: 'versions',
  y: 'milliseconds',
  lines: [{ name: 'a line', points }],
});

const curveOf = (svg: string) =>
  (/polyline points="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map((it) => it.split(',').map(Number));
const ticksOf = (svg: string) =>
  [...svg.matchAll(/<text [^>]*text-anchor="(?:middle|end)"[^>]*>([\d.,]+)</g)].map((it) => it[1]);

test('equal factors are equal distances, on both axes', () => {
  const [first, second, third] = curveOf(toSvg([aPanel([1, 0.01], [10, 0.1], [100, 1])]));
  const step = (from: number[] = [], to: number[] = []) => to.map((it, i) => it - (from[i] ?? 0));
  expect(step(first, second).map(Math.round)).toEqual(step(second, third).map(Math.round));
  expect(step(first, second)[0]).toBeGreaterThan(0);
  expect(step(first, second)[1]).toBeLessThan(0); // up
});

test('every power of ten around the values is marked, and no other number', () => {
  expect(ticksOf(toSvg([aPanel([1, 0.03], [5_000, 0.2])]))).toEqual(
    ['1', '10', '100', '1,000', '10,000', '0.01', '0.1', '1'], // along x, then along y
  );
});

test('what does not change is level, within an axis of one decade', () => {
  const svg = toSvg([aPanel([1, 5], [10, 5])]);
  const [first, second] = curveOf(svg);
  expect(first?.[1]).toBe(second?.[1]);
  expect(ticksOf(svg)).toEqual(['1', '10', '1', '10']);
});

test('panels stand side by side, and words are escaped', () => {
  const svg = toSvg([aPanel([1, 1]), aPanel([1, 1]), aPanel([1, 1])]);
  expect(svg.match(/translate\((\d+)/g)).toEqual(['translate(0', 'translate(290', 'translate(580']);
  expect(svg).toContain('A &#60; B &#38; C');
});

test.each([[[]], [[[0, 1]]], [[[1, -1]]]] as const)('there is no place for %j', (points) => {
  expect(() => toSvg([aPanel(...points)])).toThrow(RangeError);
});
