import type { Catalog } from '../catalog/port.js';
import type { Clock } from '../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf, type ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import type { Target } from '../refresh/refresh.js';
import type { Interests } from './interest.js';
import type { Shelf } from './next-refresh.js';
import { isAlive, toProjectShelf, toVersionShelf } from './target-from-catalog.js';
import { createMemory, type Memory } from './target-state.js';

/** All that there is to look at in one account and region, and what the poller remembers of it. */
export interface Memories {
  /** The projects themselves, then the versions of each project. */
  shelves(): Shelf[];
  of(shelf: Pick<Shelf, 'id'>): Memory | undefined;
  count(): number;
  wake(projectArn: ProjectArn, versionName: string): void;
  /** Ends the wakes that a look has answered, of this instance or of another, of its poller or of a reader. */
  clearSettledWakes(): void;
}

interface Settings {
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: () => number;
  readonly interests: Interests;
  /** There is nothing to look at any more. */
  readonly onForget: (memory: Memory) => void;
}

export function createMemories(at: AccountRegion, settings: Settings): Memories {
  const { catalog, clock, random, interests, onForget } = settings;
  const discovery = newMemory({ kind: 'projects', at });
  const ofProjects = new Map<ProjectArn, Memory>();

  function newMemory(target: Target): Memory {
    return createMemory(target, clock.now(), random());
  }

  function remember(projectArn: ProjectArn): Memory {
    const memory = ofProjects.get(projectArn) ?? newMemory({ kind: 'versions', projectArn });
    ofProjects.set(projectArn, memory);
    return memory;
  }

  /** Those listed, and those that somebody named or the poller saw but that no list has shown yet. */
  function projectsToLookAt(): ReadonlySet<ProjectArn> {
    const listed = new Set((catalog.projects(at)?.values ?? []).map((it) => it.arn));
    const isHere = (arn: ProjectArn) => accountRegionKey(accountRegionOf(arn)) === accountRegionKey(at);
    const isWoken = (arn: ProjectArn) => (ofProjects.get(arn)?.woken.size ?? 0) > 0;
    const named = interests.named(clock.now()).filter(isHere);
    const unlisted = [...named, ...ofProjects.keys()].filter((it) => !listed.has(it));
    return new Set([...listed, ...unlisted.filter((it) => isWoken(it) || isAlive(catalog, it))]);
  }

  function forgetAllBut(projectArns: ReadonlySet<ProjectArn>): void {
    for (const [projectArn, memory] of ofProjects) {
      if (projectArns.has(projectArn) || memory.inFlight.size > 0) continue;
      ofProjects.delete(projectArn);
      onForget(memory);
    }
  }

  /** Of the mutation's answer, where the catalog has it: a look that it takes for newer may begin before the wake. */
  function wokenAt(projectArn: ProjectArn, versionName: string): EpochMs {
    const known = catalog.version(projectArn, versionName);
    const isAnswer = known?.value && known.validatedAt === 0;
    return isAnswer ? Math.min(known.value.observedAt, clock.now()) : clock.now();
  }

  function clearSettledWakes(): void {
    for (const [projectArn, { woken }] of ofProjects)
      for (const [name, at] of woken)
        if ((catalog.version(projectArn, name)?.validatedAt ?? 0) >= at) woken.delete(name);
  }

  return {
    clearSettledWakes,
    shelves() {
      clearSettledWakes();
      const projectArns = projectsToLookAt();
      forgetAllBut(projectArns);
      const now = clock.now();
      return [
        toProjectShelf(catalog, at, discovery, interests.isWatchedIn(at)),
        ...[...projectArns].map((it) => toVersionShelf(catalog, it, remember(it), interests.of(it, now))),
      ];
    },
    of: ({ id }) => (id === discovery.id ? discovery : ofProjects.get(id as ProjectArn)),
    count: () => 1 + ofProjects.size,
    wake(projectArn, versionName) {
      remember(projectArn).woken.set(versionName, wokenAt(projectArn, versionName));
    },
  };
}
