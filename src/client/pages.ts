import type { ModelVersionFilter, ProjectFilter } from './generated.js';
import {
  ModelPageDocument,
  type ModelPageQuery,
  ProjectPageDocument,
  type ProjectPageQuery,
} from './generated.js';
import type { Operations } from './operations.js';
import type { RetryOptions } from './retry.js';

export type ListedProject = ProjectPageQuery['projects']['nodes'][number];
export type ListedModel = NonNullable<ModelPageQuery['project']>['modelVersions']['nodes'][number];

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Every project, newest first, a page of 100 at a time. */
export function listProjects(
  { query }: Operations,
  filter?: ProjectFilter,
  options: RetryOptions = {},
): AsyncGenerator<ListedProject> {
  return itemsOf(async (after) => (await query(ProjectPageDocument, { after, filter }, options)).projects);
}

/** Every version of a project, newest first, a page of 50 at a time; none where there is no such project. */
export function listModels(
  { query }: Operations,
  projectArn: string,
  filter?: ModelVersionFilter,
  options: RetryOptions = {},
): AsyncGenerator<ListedModel> {
  return itemsOf(async (after) => {
    const { project } = await query(ModelPageDocument, { projectArn, after, filter }, options);
    return project?.modelVersions ?? { nodes: [], pageInfo: { hasNextPage: false } };
  });
}

async function* itemsOf<T>(read: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Page<T> = await read(after);
    yield* nodes;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}
