import type { Catalog, ChangeFilter, Followed, Follower } from '../../src/catalog/port.js';
import type { Cursor, LoggedChange } from '../../src/domain/event.js';
import type { EpochMs, ModelVersion, Project } from '../../src/domain/model.js';
import type { Observation } from '../../src/domain/observation.js';
import { aModelVersion, aProjectArn, HERE } from '../support/builders.js';

export interface CatalogUnderTest {
  readonly catalog: Catalog;
  now(): EpochMs;
  /** Moves the catalog's clock, and whatever else tells the time for it. */
  advance(ms: number): void | Promise<void>;
  close(): Promise<void>;
}

export interface CatalogBounds {
  readonly retentionMs: number;
  readonly maxEntries: number;
  readonly maxEvents?: number;
}

export type CreateCatalog = (bounds: CatalogBounds) => Promise<CatalogUnderTest>;

const DAY = 86_400_000;
export const CATS = aProjectArn('cats');
const END = aModelVersion({ name: 'end', projectArn: aProjectArn('end') });

/** A catalog of its own for each test, and the words in which the suite speaks of it. */
export class CatalogStage {
  private it: CatalogUnderTest | undefined;
  private readonly open: Follower[] = [];
  /** Where the log began. */
  start: Cursor = '';

  constructor(private readonly create: CreateCatalog) {}

  /** Begins again, with nothing known and another log. */
  async begin(bounds: Partial<CatalogBounds> = {}): Promise<void> {
    await this.end();
    this.it = await this.create({ retentionMs: DAY, maxEntries: 10_000, ...bounds });
    this.start = await this.catalog.log.tail();
  }

  async end(): Promise<void> {
    for (const follower of this.open.splice(0)) await follower.return?.();
    await this.it?.close();
    this.it = undefined;
  }

  get catalog(): Catalog {
    return this.current.catalog;
  }

  now = () => this.current.now();
  advance = async (ms: number) => this.current.advance(ms);

  observe = (observation: Observation, fencingToken?: number) =>
    this.catalog.observe(observation, fencingToken);

  /** A look at all versions of `cats`. */
  versions = (startedAt: EpochMs, ...versions: ModelVersion[]) =>
    this.observe({ kind: 'versions', projectArn: CATS, scope: 'all', versions, startedAt });

  /** A look at some versions of `cats`. */
  named = (startedAt: EpochMs, scope: string[], ...versions: ModelVersion[]) =>
    this.observe({ kind: 'versions', projectArn: CATS, scope, versions, startedAt });

  answer = (startedAt: EpochMs, version: ModelVersion) =>
    this.observe({ kind: 'version-answer', version, startedAt });

  /** A look at all projects. */
  projects = (startedAt: EpochMs, ...projects: Project[]) =>
    this.observe({ kind: 'projects', at: HERE, scope: 'all', projects, startedAt });

  /** Logs `count` changes of one version, STARTING and RUNNING by turns. */
  change = async (count: number, version = aModelVersion()): Promise<void> => {
    for (let i = 0; i < count; i += 1)
      await this.answer(this.now(), { ...version, status: i % 2 === 0 ? 'STARTING' : 'RUNNING' });
  };

  follow = async (
    after: Cursor | null,
    filter: ChangeFilter = {},
    withBookmarks = false,
  ): Promise<Follower> => {
    const follower = await this.catalog.log.follow(after, filter, withBookmarks);
    this.open.push(follower);
    return follower;
  };

  /** Everything logged so far, as `name: from > to`. It logs one change more, to know where to stop. */
  logged = async (): Promise<string[]> => {
    const follower = await this.follow(this.start);
    const isRunning = this.catalog.version(END.projectArn, END.name)?.value?.status === 'RUNNING';
    await this.answer(this.now(), { ...END, status: isRunning ? 'STOPPED' : 'RUNNING' });
    const lines: string[] = [];
    for (;;) {
      const [item] = await take(follower, 1);
      if (item?.kind !== 'CHANGED') lines.push('GAP');
      else if (item.change.projectArn === END.projectArn) return lines;
      else lines.push(lineOf(item.change));
    }
  };

  private get current(): CatalogUnderTest {
    if (!this.it) throw new Error('The stage is empty');
    return this.it;
  }
}

export async function take(follower: Follower, count: number): Promise<Followed[]> {
  const taken: Followed[] = [];
  while (taken.length < count) {
    const { value, done } = await follower.next();
    if (done) throw new Error('The follower ended');
    taken.push(value);
  }
  return taken;
}

export function statusOf(item: Followed | undefined): string | null {
  return item?.kind === 'CHANGED' ? item.change.status : 'GAP';
}

export function nameOf(item: Followed | undefined): string {
  return item?.kind === 'CHANGED' ? (item.change.versionArn.split('/').at(-2) ?? '') : 'GAP';
}

function lineOf({ versionArn, previousStatus, status }: LoggedChange): string {
  return `${versionArn.split('/').at(-2)}: ${previousStatus} > ${status}`;
}
