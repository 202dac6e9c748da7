import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import { aliasKeyParts, isMove, type NamedAlias, type NumberedChange } from '../domain/automation/alias.js';
import { checkText, isText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { AliasChange } from '../domain/gateway-event.js';
import type { ProjectName } from '../domain/grant.js';
import type { ModelVersionStatus } from '../domain/status.js';
import { isConfigured } from './account-regions.js';
import { ALIAS_KIND } from './alias-index.js';
import { aliasesIn, aliasesOf, aliasNamed, changesOf } from './aliases.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { findModelVersion } from './model-versions.js';
import { projectNameOf } from './permissions.js';
import type { Session } from './session.js';

/** Of a project that the caller sees. Null: there is none. @throws GatewayError INVALID_INPUT for a name that no alias can have */
export function findAlias({ records }: Session, projectArn: ProjectArn, name: string): NamedAlias | null {
  checkText('aliasName', name, ['name']);
  return aliasNamed(records, projectArn, name);
}

/** Null: there is none, or the caller may not see its project. */
export async function findVisibleAlias(
  session: Session,
  projectArn: ProjectArn,
  name: string,
): Promise<NamedAlias | null> {
  const project = projectNameOf(projectArn);
  session.callContext.cacheDependencies?.noStore(); // no catalog tells of its changes
  const isSeen = isConfigured(session, project) && (await session.permissions.may('read', project));
  return isSeen ? aliasNamed(session.records, projectArn, name) : null;
}

/** Of a project that the caller sees, by name. */
export function listAliases({ records }: Session, projectArn: ProjectArn): readonly NamedAlias[] {
  return aliasesIn(records, projectArn);
}

/** Of a version that the caller sees, by name. */
export function listAliasesOf({ records }: Session, versionArn: ModelVersionArn): readonly NamedAlias[] {
  return aliasesOf(records, versionArn);
}

/** A change of an alias with its project: whether its subject shows depends on the rights there. */
export interface ShownChange extends AliasChange {
  readonly projectArn: ProjectArn;
}

/** @param key - of the record of the alias */
export function toShownChange(change: AliasChange, key: string): ShownChange {
  return { ...change, projectArn: aliasKeyParts(key).projectArn };
}

/** As it is now, of the record that an event is about. Null: it is about no alias, or the alias is deleted. */
export async function aliasOfRecord(
  session: Session,
  { kind, key }: { readonly kind: string; readonly key: string },
): Promise<NamedAlias | null> {
  if (kind !== ALIAS_KIND) return null;
  const { projectArn, name } = aliasKeyParts(key);
  return findVisibleAlias(session, projectArn, name);
}

const NEWEST_FIRST: Order<ShownChange & NumberedChange> = {
  name: 'alias changes',
  descending: true,
  keyOf: (it) => it.number,
  idOf: (it) => String(it.number),
};

/**
 * The moves of an alias, newest first; its changes of protection are in the audit alone.
 * @throws GatewayError INVALID_INPUT for a page out of range
 */
export function aliasHistory(
  { records }: Session,
  { projectArn, name }: NamedAlias,
  page: PageRequest,
): Connection<ShownChange> {
  const toPage = createPage(NEWEST_FIRST, page);
  const moves = changesOf(records, projectArn, name).changes.filter(isMove);
  return toPage(moves.map((it) => ({ ...it, projectArn })));
}

/** What is behind an alias, for code that runs the model. */
export interface ResolvedAlias {
  readonly body: {
    readonly alias: string;
    readonly modelVersionArn: ModelVersionArn;
    readonly status: ModelVersionStatus;
    readonly revision: string;
    readonly updatedAt: string;
  };
  readonly ageSeconds: number;
}

/** @throws GatewayError NOT_FOUND for what does not exist, or what the caller may not see */
export async function resolveAlias(
  session: Session,
  { name, ...project }: ProjectName & { readonly name: string },
): Promise<ResolvedAlias> {
  const found = await aliasAt(session, project, name);
  if (!found) throw new GatewayError('NOT_FOUND', 'There is no such alias.');
  const version = await findModelVersion(session, found.modelVersionArn);
  if (!version) throw new GatewayError('NOT_FOUND', 'The model version that this alias names is gone.');
  const { modelVersionArn, revision, updatedAt } = found;
  return {
    body: {
      ...{ alias: name, modelVersionArn, status: version.status, revision },
      updatedAt: new Date(updatedAt).toISOString(),
    },
    ageSeconds: Math.max(0, Math.floor((session.clock.now() - version.observedAt) / 1_000)),
  };
}

async function aliasAt(session: Session, at: ProjectName, name: string): Promise<NamedAlias | null> {
  if (!isConfigured(session, at) || !isText('projectName', at.projectName)) return null;
  const { accountId, region } = at;
  const project = await session.loaders.project({ accountId, region }, at.projectName);
  return project && aliasNamed(session.records, project.arn, name);
}
