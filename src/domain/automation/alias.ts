import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { EpochMs } from '../model.js';

/** The record of an alias. Instants are of the wall clock. */
export interface Alias {
  readonly modelVersionArn: ModelVersionArn;
  readonly isProtected: boolean;
  readonly updatedAt: EpochMs;
  /** Of the last change. */
  readonly author: { readonly subject: string };
  /** Of the last change, so that it is recognised after a lost reply. */
  readonly changeId: string;
}

/** An alias with its place and its revision. */
export interface NamedAlias extends Alias {
  readonly projectArn: ProjectArn;
  readonly name: string;
  readonly revision: string;
}

/** What an alias named before and after one change. Both are the same where only its protection changed. */
export interface AliasChange {
  readonly at: EpochMs;
  readonly by: string;
  /** Null: there was no alias. */
  readonly previousModelVersionArn: ModelVersionArn | null;
  /** Null: the alias was deleted. */
  readonly modelVersionArn: ModelVersionArn | null;
  /** The workflow that made the change; null: a person did. */
  readonly workflowId: string | null;
  readonly changeId: string;
}

/** The record beside an alias. It stays when the alias is deleted. */
export interface AliasHistory {
  /** Newest first, at most {@link MAX_CHANGES}. */
  readonly changes: readonly AliasChange[];
}

/** Of one alias, that are kept. */
export const MAX_CHANGES = 100;
/** Of one project. */
export const MAX_ALIASES = 100;

const NO_CHANGE = {
  by: '',
  previousModelVersionArn: null,
  modelVersionArn: null,
  workflowId: null,
  changeId: '',
};

/** Reads a record of this release or an earlier one. */
export function readAlias(value: unknown): Alias {
  const alias = value as Pick<Alias, 'modelVersionArn'> & Partial<Alias>;
  return { isProtected: false, updatedAt: 0, author: { subject: '' }, changeId: '', ...alias };
}

/** Reads a record of this release or an earlier one. */
export function readAliasHistory(value: unknown): AliasHistory {
  const { changes = [] } = (value ?? {}) as { readonly changes?: readonly Pick<AliasChange, 'at'>[] };
  return { changes: changes.map((it) => ({ ...NO_CHANGE, ...it })) };
}

/** The history with one change more. */
export function withChange({ changes }: AliasHistory, change: AliasChange): AliasHistory {
  return { changes: [change, ...changes].slice(0, MAX_CHANGES) };
}

/** Whether another version was named afterwards. */
export function isMove({ previousModelVersionArn, modelVersionArn }: AliasChange): boolean {
  return previousModelVersionArn !== modelVersionArn;
}

/** The key of the records of an alias. */
export function aliasKey(projectArn: ProjectArn, name: string): string {
  return `${projectArn} ${name}`;
}

/** The parts of {@link aliasKey}. */
export function aliasKeyParts(key: string): { readonly projectArn: ProjectArn; readonly name: string } {
  const space = key.indexOf(' ');
  return { projectArn: key.slice(0, space) as ProjectArn, name: key.slice(space + 1) };
}
