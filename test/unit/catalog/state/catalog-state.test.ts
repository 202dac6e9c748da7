import { CatalogState } from '../../../../src/catalog/state/catalog-state.js';
import type { ProjectArn } from '../../../../src/domain/arn.js';
import type { ModelVersion, Project } from '../../../../src/domain/model.js';
import { aModelVersion, aProject, aProjectArn, HERE } from '../../../support/builders.js';

const CATS = aProjectArn('cats');

describe('what is kept in memory', () => {
  let known: CatalogState;
  beforeEach(() => {
    known = new CatalogState();
  });

  const list = (startedAt: number, ...versions: ModelVersion[]) =>
    known.apply({ kind: 'versions', projectArn: CATS, scope: 'all', versions, startedAt });
  const end = (startedAt: number, projectArn: ProjectArn = CATS) =>
    known.apply({ kind: 'project-gone', projectArn, startedAt });
  const projects = (startedAt: number, ...seen: Project[]) =>
    known.apply({ kind: 'projects', at: HERE, scope: 'all', projects: seen, startedAt });

  it('lets go of projects that are gone, after a while', () => {
    for (let i = 0; i < 100; i += 1) end(10, aProjectArn(`p${i}`));
    known.forget(10);
    expect(known.versions.size).toBe(100);
    known.forget(11);
    expect(known.versions.size).toBe(0);
  });

  it('lets go of a project that is gone although every list lacks it again', () => {
    projects(1, aProject());
    list(1, aModelVersion());
    for (let at = 10; at < 100; at += 10) projects(at);
    known.forget(50);
    expect(known.versions.size).toBe(0);
  });

  it('keeps the baseline of a project without versions', () => {
    list(1);
    known.forget(1_000);
    expect(list(1_001, aModelVersion())).toHaveLength(1);
  });

  it('keeps a project that was seen again after its end', () => {
    end(1);
    list(2);
    known.forget(1_000);
    expect(known.versions.get(CATS)?.listedAt).toBe(2);
  });

  it('does not take an older end for news', () => {
    list(2);
    end(1);
    known.forget(1_000);
    expect(known.versions.get(CATS)?.listedAt).toBe(2);
  });

  it('lets go of names that do not exist, after a while', () => {
    const names = Array.from({ length: 100 }, (_, i) => `v${i}`);
    known.apply({ kind: 'versions', projectArn: CATS, scope: names, versions: [], startedAt: 10 });
    known.apply({ kind: 'projects', at: HERE, scope: names, projects: [], startedAt: 10 });
    expect(known.versions.get(CATS)?.entries.size).toBe(100);
    known.forget(11);
    expect(known.versions.get(CATS)?.entries.size).toBe(0);
    expect([...known.projects.values()].map(({ entries }) => entries.size)).toEqual([0]);
  });

  it('needs nothing for a name that a list lacks', () => {
    list(1, aModelVersion());
    list(2);
    expect(known.versions.get(CATS)?.entries.size).toBe(0);
  });
});
