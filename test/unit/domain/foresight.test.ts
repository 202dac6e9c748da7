import { refuseFull, refuseStatus, refuseUnits } from '../../../src/domain/foresight.js';

describe('a quota', () => {
  it('is refused when it is just used up; more than it shows that it was raised', () => {
    for (const count of [0, 1, 3, 7]) expect(() => refuseFull('running models', count)).not.toThrow();
    expect(() => refuseFull('running models', 2)).toThrow("AWS's default quota of 2 running models");
    expect(() => refuseFull('projects', 100)).toThrow("AWS's default quota of 100 projects");
  });

  it('of units is raised where a model was started with more', () => {
    expect(() => refuseUnits(5, 0)).not.toThrow();
    expect(() => refuseUnits(6, 5)).toThrow("AWS's default quota is 5 inference units");
    expect(() => refuseUnits(9, 6)).not.toThrow();
  });
});

it('a status that is newer than this gateway refuses nothing', () => {
  for (const change of ['start', 'stop', 'copy', 'delete'] as const)
    expect(() => refuseStatus(change, 'UNKNOWN')).not.toThrow();
});
