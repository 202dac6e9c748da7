import { randomUUID } from 'node:crypto';
import type { ProjectArn } from '../../domain/arn.js';
import { type AliasTarget, aliasKey, MAX_ALIASES, type NamedAlias } from '../../domain/automation/alias.js';
import { checkText } from '../../domain/constraints.js';
import { GatewayError } from '../../domain/errors.js';
import { besidesAlias } from '../alias-history.js';
import { ALIAS_KIND, toAlias } from '../alias-index.js';
import { aliasCapOf, aliasesIn } from '../aliases.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { deleteRecord, type PutStamp, putRecord } from './record-change.js';
import { checkVersionOf, requireVersionOf, type VersionOfProject } from './version-of-project.js';

/** Loaded by the first change of an alias. */
const warning = () => import('./alias-warnings.js');

export interface PutAlias extends VersionOfProject {
  readonly name: string;
  /** Null: as it is; false for a new one. */
  readonly isProtected: boolean | null;
  /** Of what is replaced; null: whatever it is now. */
  readonly revision: string | null;
  readonly mustBeNew: boolean;
}

/**
 * Makes an alias, moves it, or changes its protection. May be refused as NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS,
 * REVISION_MISMATCH, PROTECTED, QUOTA_EXCEEDED, and IN_USE while its version is being deleted.
 */
export function putModelAlias(input: PutAlias) {
  const { projectArn, name, modelVersionArn, revision, mustBeNew } = input;
  return putRecord<AliasTarget, { readonly alias: NamedAlias }>(
    {
      ...{ kind: ALIAS_KIND, key: aliasKey(projectArn, name), noun: 'alias', name, revision, mustBeNew },
      check(session) {
        checkText('aliasName', name, ['name']);
        checkVersionOf(session, input);
      },
      cap: {
        key: aliasCapOf(projectArn),
        max: MAX_ALIASES,
        of: 'of a project',
        others: ({ records }) => aliasesIn(records, projectArn).length,
      },
      async value(session, known) {
        await requireVersionOf(session, input);
        const isProtected = input.isProtected ?? known?.isProtected ?? false;
        if (isProtected || known?.isProtected) await requireOwner(session, projectArn);
        return { modelVersionArn, isProtected };
      },
      besides: ({ records }, value, before) =>
        besidesAlias(records, input, { before, target: value, change: changeOf(value) }),
      warnings: async (session) => (await warning()).putAliasWarnings(session, input),
    },
    async (_session, record) => ({ alias: toAlias(record) }),
  );
}

/** May be refused as NOT_FOUND, REVISION_MISMATCH, PROTECTED. */
export function deleteModelAlias(place: {
  readonly projectArn: ProjectArn;
  readonly name: string;
  readonly revision: string | null;
}) {
  const { projectArn, name, revision } = place;
  return deleteRecord<AliasTarget>({
    ...{ kind: ALIAS_KIND, key: aliasKey(projectArn, name), noun: 'alias', name, revision },
    async check(session, { isProtected }) {
      if (isProtected) await requireOwner(session, projectArn);
    },
    warnings: async (session) =>
      (await warning()).openWindowWarnings(session, { projectArn, aliasName: name }, 'name'),
    besides({ records, caller, clock }, before) {
      const change = { at: clock.wallNow(), by: caller.subject, workflowId: null, changeId: randomUUID() };
      return besidesAlias(records, place, { before, target: null, change });
    },
  });
}

function changeOf({ updatedAt, author, changeId }: PutStamp) {
  return { at: updatedAt, by: author.subject, workflowId: null, changeId };
}

/** @throws GatewayError PROTECTED */
async function requireOwner({ permissions }: Session, projectArn: ProjectArn): Promise<void> {
  if (await permissions.may('delete', projectNameOf(projectArn))) return;
  const message =
    'name: only owners of the project may change a protected alias, or whether one is protected.';
  throw new GatewayError('PROTECTED', message, { field: ['name'] });
}
