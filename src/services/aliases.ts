import type { ModelVersionArn, ProjectArn } from '../domain/arn.js';
import {
  type AliasHistory,
  aliasKey,
  MAX_ALIASES,
  type NamedAlias,
  readAliasHistory,
  withChange,
} from '../domain/automation/alias.js';
import type { EpochMs } from '../domain/model.js';
import type { RecordChange, RecordStore } from '../records/port.js';
import { ALIAS_KIND, indexOf, toAlias } from './alias-index.js';
import { noDeletionOf } from './deletions.js';
import type { Services } from './session.js';

/** Of the records of their histories. */
export const ALIAS_HISTORY_KIND = 'alias-history';

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

/** What is kept of it, newest first; also of one that is deleted. */
export function changesOf(records: RecordStore, projectArn: ProjectArn, name: string): AliasHistory {
  return readAliasHistory(records.get(ALIAS_HISTORY_KIND, aliasKey(projectArn, name))?.value);
}

/** One change of an alias. */
export interface AliasMove {
  readonly projectArn: ProjectArn;
  readonly name: string;
  /** Null: the alias is deleted. */
  readonly modelVersionArn: ModelVersionArn | null;
  readonly isProtected: boolean;
  /** Of the alias that is changed; null: there is none yet. */
  readonly revision: string | null;
  readonly subject: string;
  /** The workflow that makes the change; null: a person does. */
  readonly workflowId: string | null;
  /** The same for each try: a change that was stored already is found, and not made again. */
  readonly changeId: string;
}

/**
 * Makes a change of an alias that holds only against this revision. Checks no rights.
 * Returns 'changed' if the alias has another revision by now, or if the fencing token is of an instance that has been
 * replaced; else the alias as it is afterwards, null for a deleted one. Of a change that was made by an earlier try, the alias
 * as it is now.
 * @throws GatewayError IN_USE while its version or its project is being deleted; STORAGE_UNAVAILABLE
 */
export async function moveAlias(
  { records, clock }: Pick<Services, 'records' | 'clock'>,
  move: AliasMove,
  fencingToken?: number,
): Promise<NamedAlias | null | 'changed'> {
  const { projectArn, name, revision, changeId } = move;
  const before = aliasNamed(records, projectArn, name);
  if (changesOf(records, projectArn, name).changes.some((it) => it.changeId === changeId)) return before;
  if ((before?.revision ?? null) !== revision) return 'changed';
  const stored = await records.commit(changesFor(records, move, before, clock.wallNow()), fencingToken);
  if (!stored) return 'changed';
  const [record] = stored;
  return record ? toAlias(record) : null;
}

/** All that is stored with a change, in one commit: the alias comes first. */
function changesFor(
  records: RecordStore,
  { projectArn, name, modelVersionArn, isProtected, subject, workflowId, changeId }: AliasMove,
  before: NamedAlias | null,
  now: EpochMs,
): RecordChange[] {
  const key = aliasKey(projectArn, name);
  const alias = { modelVersionArn, isProtected, updatedAt: now, author: { subject }, changeId };
  const known = records.get(ALIAS_HISTORY_KIND, key);
  const history = withChange(readAliasHistory(known?.value), {
    ...{ at: now, by: subject, workflowId, changeId, modelVersionArn },
    previousModelVersionArn: before?.modelVersionArn ?? null,
  });
  return [
    { kind: ALIAS_KIND, key, value: modelVersionArn && alias, expected: before?.revision ?? null },
    // An alias that was made and deleted meanwhile has left only this.
    { kind: ALIAS_HISTORY_KIND, key, value: history, expected: known?.revision ?? null },
    ...(modelVersionArn ? noDeletionOf(records, [modelVersionArn, projectArn], now) : []),
    ...(modelVersionArn ? [] : outlivedHistories(records, projectArn, key)),
  ];
}

/** Those of a project's deleted aliases that are too many: the oldest. @param dying - the key of an alias that is being deleted */
function outlivedHistories(records: RecordStore, projectArn: ProjectArn, dying: string): RecordChange[] {
  const ofDeleted = records
    .list(ALIAS_HISTORY_KIND)
    .filter(({ key }) => key.startsWith(`${projectArn} `) && key !== dying && !records.get(ALIAS_KIND, key))
    .map((it) => ({ ...it, at: readAliasHistory(it.value).changes[0]?.at ?? 0 }));
  return ofDeleted
    .sort((a, b) => b.at - a.at)
    .slice(MAX_ALIASES - 1)
    .map(({ kind, key, revision }) => ({ kind, key, value: null, expected: revision }));
}
