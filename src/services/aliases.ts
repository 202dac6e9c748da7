import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import {
  type AliasHistory,
  type AliasTarget,
  aliasKey,
  MAX_ALIASES,
  type NamedAlias,
  readAliasHistory,
} from '../domain/automation/alias.js';
import type { Author } from '../domain/automation/author.js';
import { GatewayError } from '../domain/errors.js';
import type { RecordStore } from '../records/port.js';
import { ALIAS_HISTORY_KIND, besidesAlias } from './alias-history.js';
import { ALIAS_KIND, indexOf, toAlias } from './alias-index.js';
import { commitNew } from './caps.js';
import type { Services } from './session.js';

/** Null: there is none. */
export function aliasNamed(records: RecordStore, projectArn: ProjectArn, name: string): NamedAlias | null {
  const record = records.get(ALIAS_KIND, aliasKey(projectArn, name));
  return record ? toAlias(record) : null;
}

/** Those that name this version now, by name. */
export function aliasesOf(records: RecordStore, versionArn: ModelVersionArn): readonly NamedAlias[] {
  return indexOf(records).ofVersion(versionArn);
}

/** By name. */
export function aliasesIn(records: RecordStore, projectArn: ProjectArn): readonly NamedAlias[] {
  return indexOf(records).ofProject(projectArn);
}

/** The cap of a project's aliases, as {@link commitNew} takes it. */
export function aliasCapOf(projectArn: ProjectArn): string {
  return `${projectArn} ${ALIAS_KIND}`;
}

/** @throws GatewayError QUOTA_EXCEEDED */
export function refuseOneMoreAlias(records: RecordStore, projectArn: ProjectArn): void {
  if (aliasesIn(records, projectArn).length < MAX_ALIASES) return;
  const message = `aliasName: one alias more than the ${MAX_ALIASES} of a project does not fit.`;
  throw new GatewayError('QUOTA_EXCEEDED', message, { field: ['aliasName'] });
}

/** What is kept of it, newest first; also of one that is deleted. */
export function changesOf(records: RecordStore, projectArn: ProjectArn, name: string): AliasHistory {
  return readAliasHistory(records.get(ALIAS_HISTORY_KIND, aliasKey(projectArn, name))?.value);
}

/** A change of an alias that the gateway makes by itself. */
export interface AliasMove {
  readonly projectArn: ProjectArn;
  readonly name: string;
  /** Null: the alias is deleted. */
  readonly target: AliasTarget | null;
  /** Of the alias that is changed; null: there is none yet. */
  readonly revision: string | null;
  readonly author: Author;
  /** Null: no workflow makes it. */
  readonly workflowId: string | null;
  /** The same for each try: a change that was stored already is found, and not made again. */
  readonly changeId: string;
}

/**
 * Makes a change of an alias that holds only against this revision. Checks no rights.
 * Returns 'changed' if the alias has another revision by now, or if the fencing token is of an instance that has been
 * replaced; else the alias as it is afterwards, null for a deleted one. Of a change that was made by an earlier try, the alias
 * as it is now.
 * @throws GatewayError IN_USE while its version or its project is being deleted; QUOTA_EXCEEDED; STORAGE_UNAVAILABLE
 */
export async function moveAlias(
  { records, clock }: Pick<Services, 'records' | 'clock'>,
  { projectArn, name, target, revision, author, workflowId, changeId }: AliasMove,
  fencingToken?: number,
): Promise<NamedAlias | null | 'changed'> {
  const key = aliasKey(projectArn, name);
  const before = aliasNamed(records, projectArn, name);
  if (changesOf(records, projectArn, name).changes.some((it) => it.changeId === changeId)) return before;
  if ((before?.revision ?? null) !== revision) return 'changed';
  const updatedAt = clock.wallNow();
  const value = target && { ...target, author, updatedAt, changeId };
  const change = { at: updatedAt, by: author.subject, workflowId, changeId };
  const toChanges = () => {
    if (!before) refuseOneMoreAlias(records, projectArn);
    const besides = besidesAlias(records, { projectArn, name }, { before, target, change });
    return [{ kind: ALIAS_KIND, key, value, expected: revision }, ...besides];
  };
  const stored = await (before
    ? records.commit(toChanges(), fencingToken)
    : commitNew(records, aliasCapOf(projectArn), toChanges, fencingToken));
  if (!stored) return 'changed';
  const [record] = stored;
  return record ? toAlias(record) : null;
}
