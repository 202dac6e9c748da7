import type { BasicClient } from '../../../client/basic-client.js';
import type { RetryOptions } from '../../../client/index.js';
import {
  BoardHistoriesDocument,
  BoardModelsDocument,
  BoardOverviewDocument,
  type BoardOverviewQuery,
  BoardProjectModelsDocument,
  type BoardProjectModelsQuery,
  BoardSearchDocument,
  type BoardSearchQuery,
} from '../generated.js';
import { type Change, trainingsIn } from './history.js';
import { type BoardModel, type BoardProject, toBoardModel } from './model.js';
import type { Snapshot } from './snapshot.js';

/** A gateway that has just started lists each project, some a second: the first few show soon. */
const FIRST_PAGE = 10;
const LATER_PAGES = 50;
/** The gateway answers as many ARNs at once; histories weigh more. */
const MOST_MODELS = 100;
const MOST_HISTORIES = 25;
/** After so many models a search goes to no further projects. */
export const MOST_FOUND = 100;

/** Every project, page after page, each page with its models that run, move or have failed. */
async function* readOverview(client: BasicClient, options: RetryOptions) {
  let after: string | null = null;
  let first = FIRST_PAGE;
  do {
    const page: BoardOverviewQuery = await client.query(BoardOverviewDocument, { first, after }, options);
    first = LATER_PAGES;
    const { nodes, pageInfo } = page.projects;
    const projects: BoardProject[] = nodes.map(({ moving: _, ...project }) => project);
    yield { projects, models: nodes.flatMap((it) => it.moving.nodes.map(toBoardModel)) };
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

/** A project, page after page of its models; nothing where there is no such project. */
export async function* readProject(client: BasicClient, arn: string, options: RetryOptions) {
  let after: string | null = null;
  do {
    const page: BoardProjectModelsQuery = await client.query(
      BoardProjectModelsDocument,
      { arn, after },
      options,
    );
    if (!page.project) return;
    const { modelVersions, ...project } = page.project;
    yield { project: project as BoardProject, models: modelVersions.nodes.map(toBoardModel) };
    const { hasNextPage, endCursor } = modelVersions.pageInfo;
    after = hasNextPage ? (endCursor ?? null) : null;
  } while (after !== null);
}

/** Models whose name begins as the last word of the search, page after page of projects, until there are enough of them. */
export async function* readFound(client: BasicClient, search: string, options: RetryOptions) {
  const namePrefix = search.split(/\s+/).at(-1) ?? '';
  let after: string | null = null;
  let count = 0;
  while (namePrefix !== '' && count < MOST_FOUND) {
    const page: BoardSearchQuery = await client.query(BoardSearchDocument, { namePrefix, after }, options);
    const { nodes, pageInfo } = page.projects;
    const models = nodes.flatMap((it) => it.modelVersions.nodes.map(toBoardModel));
    yield models;
    count += models.length;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor ?? null;
  }
}

/** Those of the models that exist. */
export async function readModels(
  client: BasicClient,
  arns: readonly string[],
  options: RetryOptions,
): Promise<BoardModel[]> {
  const found = await Promise.all(
    chunksOf(arns, MOST_MODELS).map((chunk) => client.query(BoardModelsDocument, { arns: chunk }, options)),
  );
  return found.flatMap((it) => it.modelVersions).flatMap((it) => (it ? [toBoardModel(it)] : []));
}

/** The changes of these models, newest first, and how long the trainings of their projects took. */
export async function readHistories(client: BasicClient, arns: readonly string[], options: RetryOptions) {
  const histories: [string, readonly Change[]][] = [];
  const trainings: [string, number][] = [];
  for (const chunk of chunksOf(arns, MOST_HISTORIES)) {
    const found = await client.query(BoardHistoriesDocument, { arns: chunk }, options);
    for (const it of found.modelVersions) if (it) histories.push([it.arn, it.statusHistory.nodes]);
    trainings.push(...trainingsIn(found));
  }
  return { histories, trainings };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Projects and models by ARN, and the projects that all models were read of. */
export interface Everything {
  readonly projects: ReadonlyMap<string, BoardProject>;
  readonly models: ReadonlyMap<string, BoardModel>;
  readonly complete: ReadonlySet<string>;
}

/**
 * The overview, all models of the projects that are open, and what is searched for.
 * @param wanted - what is open and searched for by now: that changes while the overview is read
 * @param onPage - is told what was read so far, after each page of the overview
 */
export async function readEverything(
  client: BasicClient,
  wanted: () => Pick<Snapshot, 'complete' | 'search'>,
  options: RetryOptions,
  onPage: (part: Everything) => void,
): Promise<Everything> {
  const projects = new Map<string, BoardProject>();
  const models = new Map<string, BoardModel>();
  const complete = new Set<string>();
  for await (const page of readOverview(client, options)) {
    for (const project of page.projects) projects.set(project.arn, project);
    for (const model of page.models) models.set(model.arn, model);
    onPage({ projects: new Map(projects), models: new Map(models), complete });
  }
  for (const arn of wanted().complete)
    for await (const page of readProject(client, arn, options)) {
      for (const model of page.models) models.set(model.arn, model);
      complete.add(arn);
    }
  for (let search: string | null = null; search !== wanted().search; ) {
    search = wanted().search;
    for await (const found of readFound(client, search, options))
      for (const model of found) models.set(model.arn, model);
  }
  return { projects, models, complete };
}
