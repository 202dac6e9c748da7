import type { ModelVersionArn, ProjectArn } from '../arn.js';
import type { AliasChange } from '../gateway-event.js';
import type { EpochMs } from '../model.js';
import type { Author } from './author.js';

/** The record of an alias, without what every record that somebody put holds. */
export interface AliasTarget {
  readonly modelVersionArn: ModelVersionArn;
  readonly isProtected: boolean;
}

/** The record of an alias. Instants are of the wall clock. */
export interface Alias extends AliasTarget {
  readonly updatedAt: EpochMs;
  /** Of the last change. */
  readonly author: Author;
  /** Of the last change, so that it is recognised after a lost reply. */
  readonly changeId: string;
}

/** An alias with its place and its revision. */
export interface NamedAlias extends Alias {
  readonly kind: 'ModelAlias';
  readonly projectArn: ProjectArn;
  readonly name: string;
  readonly revision: string;
}

/** A change as the history has it. Both versions are the same where only the protection changed. */
export interface NumberedChange extends AliasChange {
  /** Of the changes of one alias, upwards from 1. */
  readonly number: number;
  readonly changeId: string;
}

/** The record beside an alias. It stays when the alias is deleted. */
export interface AliasHistory {
  /** Newest first, at most {@link MAX_CHANGES}. */
  readonly changes: readonly NumberedChange[];
}

/** Of one alias, that are kept. */
export const MAX_CHANGES = 100;
/** Of one project. */
export const MAX_ALIASES = 100;

const NOBODY: Author = { subject: '', groups: [], grants: [] };
const NO_CHANGE = {
  ...{ number: 0, by: '', previousModelVersionArn: null, modelVersionArn: null },
  ...{ workflowId: null, changeId: '' },
};

/** Reads a record of this release or an earlier one. */
export function readAlias(value: unknown): Alias {
  const alias = value as Pick<Alias, 'modelVersionArn'> & Partial<Alias>;
  return { isProtected: false, updatedAt: 0, author: NOBODY, changeId: '', ...alias };
}

/** Reads a record of this release or an earlier one. */
export function readAliasHistory(value: unknown): AliasHistory {
  const { changes = [] } = (value ?? {}) as { readonly changes?: readonly Pick<NumberedChange, 'at'>[] };
  return { changes: changes.map((it) => ({ ...NO_CHANGE, ...it })) };
}

/** The history with one change more. */
export function withChange({ changes }: AliasHistory, change: Omit<NumberedChange, 'number'>): AliasHistory {
  const number = (changes[0]?.number ?? 0) + 1;
  return { changes: [{ ...change, number }, ...changes].slice(0, MAX_CHANGES) };
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
