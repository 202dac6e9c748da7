import { fewestCalls } from '../../../../src/upstream/aws/pages.js';

describe('fewest calls', () => {
  it.each<[number, number | undefined, 'names' | 'pages']>([
    [0, undefined, 'names'],
    [1, undefined, 'names'],
    [10, undefined, 'names'],
    [11, undefined, 'pages'],
    [20, 2, 'names'],
    [21, 2, 'pages'],
    [100, 12, 'names'],
    [200, 2, 'pages'],
  ])('for %s names of a project with %s pages: %s', (wanted, pages, way) => {
    expect(fewestCalls(wanted, pages)).toBe(way);
  });
});
