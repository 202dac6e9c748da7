import type { ModelVersionArn, ProjectArn } from '../../domain/arn.js';
import type { NamedAlias } from '../../domain/automation/alias.js';
import { GatewayError } from '../../domain/errors.js';
import { aliasNamed, changesOf, moveAlias } from '../aliases.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';

export interface AliasPlace {
  readonly projectArn: ProjectArn;
  readonly name: string;
}

/** What every change of an alias says. */
export interface AliasRequest extends AliasPlace {
  /** Null: whatever it is now. */
  readonly revision: string | null;
}

/** What an alias becomes. */
export interface WantedAlias {
  /** Null: it is deleted. */
  readonly modelVersionArn: ModelVersionArn | null;
  readonly isProtected: boolean;
}

/** At the same time, by others. */
const MAX_CHANGES = 100;

/**
 * Makes a change against whatever the alias is now, and decides again where others change it meanwhile.
 * @param decide - throws what the change is refused with
 */
export async function changeAlias(
  session: Session,
  { projectArn, name }: AliasPlace,
  changeId: string,
  decide: (current: NamedAlias | null) => Promise<WantedAlias>,
): Promise<NamedAlias | null> {
  const { records, caller } = session;
  for (let attempt = 0; attempt < MAX_CHANGES; attempt += 1) {
    const current = aliasNamed(records, projectArn, name);
    const wanted = isMade(session, { projectArn, name }, changeId) ? keep(current) : await decide(current);
    const moved = await moveAlias(session, {
      ...{ projectArn, name, ...wanted, revision: current?.revision ?? null },
      ...{ subject: caller.subject, workflowId: null, changeId },
    });
    if (moved !== 'changed') return moved;
  }
  throw new GatewayError('IN_USE', 'name: others change this alias all the time. Try again.', {
    field: ['name'],
  });
}

function keep(current: NamedAlias | null): WantedAlias {
  return { modelVersionArn: current?.modelVersionArn ?? null, isProtected: current?.isProtected ?? false };
}

/** Whether the change is on record, whatever came later. */
export function isMade({ records }: Session, { projectArn, name }: AliasPlace, changeId: string): boolean {
  return changesOf(records, projectArn, name).changes.some((it) => it.changeId === changeId);
}

/** @throws GatewayError REVISION_MISMATCH, PROTECTED */
export async function refuseChange(
  { permissions }: Session,
  { projectArn, revision }: AliasRequest,
  current: NamedAlias | null,
  needsOwner: boolean,
): Promise<void> {
  if (revision !== null && revision !== current?.revision)
    throw new GatewayError(
      'REVISION_MISMATCH',
      'revision: somebody has changed the alias since. Read it again.',
      { field: ['revision'] },
    );
  if (needsOwner && !(await permissions.may('delete', projectNameOf(projectArn))))
    throw new GatewayError(
      'PROTECTED',
      'name: only owners of the project may change a protected alias, or whether one is protected.',
      { field: ['name'] },
    );
}
