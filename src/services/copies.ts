import type { Catalog } from '../catalog/port.js';
import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../domain/arn.js';
import type { ModelVersion } from '../domain/model.js';
import { type Connection, createPage, type PageRequest } from './connection.js';
import { projectNameOf, readable } from './permissions.js';
import type { Session } from './session.js';

type BySource = ReadonlyMap<ModelVersionArn, readonly ModelVersion[]>;

/** By the revision of a project's versions: the same object until something in it changes. */
const knownCopies = new WeakMap<object, BySource>();

/**
 * Versions that were copied from this one and that the catalog knows and the caller may see, newest first. AWS copies
 * within a region, also to other accounts. No call is made.
 * @throws GatewayError INVALID_INPUT for a page out of range
 */
export async function listCopies(
  { catalog, permissions }: Session,
  arn: ModelVersionArn,
  page: PageRequest,
): Promise<Connection<ModelVersion>> {
  const toPage = createPage(NEWEST_FIRST, page);
  const { region } = accountRegionOf(arn);
  const copies = permissions.accounts
    .filter((at) => at.region === region)
    .flatMap((at) => catalog.projects(at)?.values ?? [])
    .flatMap((project) => copiesIn(catalog, project.arn).get(arn) ?? []);
  return toPage(await readable(permissions, copies, (it) => projectNameOf(it.projectArn)));
}

const NEWEST_FIRST = {
  name: 'copies',
  descending: true,
  keyOf: (version: ModelVersion) => version.creationTimestamp,
  idOf: (version: ModelVersion) => version.arn,
};

function copiesIn(catalog: Catalog, projectArn: ProjectArn): BySource {
  const revision = catalog.versionsRevision(projectArn);
  if (!revision) return new Map();
  const known = knownCopies.get(revision) ?? groupBySource(catalog, projectArn);
  knownCopies.set(revision, known);
  return known;
}

function groupBySource(catalog: Catalog, projectArn: ProjectArn): BySource {
  const bySource = new Map<ModelVersionArn, ModelVersion[]>();
  for (const { value } of catalog.versionEntries(projectArn)) {
    if (!value?.sourceModelVersionArn) continue;
    const copies = bySource.get(value.sourceModelVersionArn);
    if (copies) copies.push(value);
    else bySource.set(value.sourceModelVersionArn, [value]);
  }
  return bySource;
}
