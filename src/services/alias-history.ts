import type { ProjectArn } from '../domain/arn.js';
import {
  type AliasTarget,
  aliasKey,
  MAX_ALIASES,
  type NumberedChange,
  readAliasHistory,
  withChange,
} from '../domain/automation/alias.js';
import type { RecordChange, RecordStore } from '../records/port.js';
import { ALIAS_KIND } from './alias-index.js';
import { noDeletionOf } from './deletions.js';
import { toldWith } from './outbox.js';

/** Of the records of what aliases named before. They stay when an alias is deleted. */
export const ALIAS_HISTORY_KIND = 'alias-history';

interface Place {
  readonly projectArn: ProjectArn;
  readonly name: string;
}

interface Step {
  /** Null: there was no alias. */
  readonly before: AliasTarget | null;
  /** Null: it is deleted. */
  readonly target: AliasTarget | null;
  readonly change: Pick<NumberedChange, 'at' | 'by' | 'workflowId' | 'changeId'>;
}

/**
 * What is committed with a change of an alias: its history, the event of a move, and the conditions that neither its
 * version nor its project is being deleted.
 * @throws GatewayError IN_USE
 */
export function besidesAlias(
  records: RecordStore,
  place: Place,
  { before, target, change }: Step,
): readonly RecordChange[] {
  const { projectArn, name } = place;
  const key = aliasKey(projectArn, name);
  const previousModelVersionArn = before?.modelVersionArn ?? null;
  const modelVersionArn = target?.modelVersionArn ?? null;
  const { changeId, ...rest } = change;
  const aliasChange = { ...rest, previousModelVersionArn, modelVersionArn };
  const known = records.get(ALIAS_HISTORY_KIND, key);
  const history = withChange(readAliasHistory(known?.value), { ...aliasChange, changeId });
  const told = toldWith({
    ...{ kind: 'ALIAS_MOVED', at: change.at, scope: { projectArns: [projectArn] }, aliasChange },
    ...{ record: { kind: ALIAS_KIND, key }, ...(modelVersionArn && { modelVersionArn }) },
  });
  return [
    // An alias that was made and deleted meanwhile has left only this.
    { kind: ALIAS_HISTORY_KIND, key, value: history, expected: known?.revision ?? null },
    ...(previousModelVersionArn === modelVersionArn ? [] : [told]),
    ...(modelVersionArn
      ? noDeletionOf(records, [modelVersionArn, projectArn], change.at)
      : outlivedHistories(records, projectArn, key)),
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
