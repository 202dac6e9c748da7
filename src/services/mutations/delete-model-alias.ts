import { randomUUID } from 'node:crypto';
import type { NamedAlias } from '../../domain/automation/alias.js';
import { checkText } from '../../domain/constraints.js';
import { GatewayError } from '../../domain/errors.js';
import { checkConfigured } from '../account-regions.js';
import { aliasNamed } from '../aliases.js';
import type { Session } from '../session.js';
import { type AliasRequest, changeAlias, isMade, refuseChange } from './alias-change.js';
import type { Change } from './one-change.js';

interface Before {
  readonly changeId: string;
}

/**
 * May be refused as NOT_FOUND, REVISION_MISMATCH, PROTECTED. It has happened if the alias's history has it, or if there is no such
 * alias any more.
 */
export function deleteModelAlias(request: AliasRequest): Change<Before, null, { readonly name: string }> {
  const wanted = async (session: Session, current: NamedAlias | null) => {
    if (!current)
      throw new GatewayError('NOT_FOUND', 'name: the project has no alias of this name.', {
        field: ['name'],
      });
    await refuseChange(session, request, current, current.isProtected);
    return { modelVersionArn: null, isProtected: false };
  };
  return {
    check(session) {
      checkText('aliasName', request.name, ['name']);
      checkConfigured(session, 'projectArn', request.projectArn);
    },
    async before(session) {
      await wanted(session, aliasNamed(session.records, request.projectArn, request.name));
      return { changeId: randomUUID() };
    },
    foresee: async () => ({ calls: [] }),
    async send(session, { changeId }) {
      await changeAlias(session, request, changeId, (it) => wanted(session, it));
      return null;
    },
    async recognise(session, { before }) {
      const isGone = aliasNamed(session.records, request.projectArn, request.name) === null;
      return isGone || (before && isMade(session, request, before.changeId)) ? { sent: null } : 'not-done';
    },
    answer: async () => ({ name: request.name }),
  };
}
