import { randomUUID } from 'node:crypto';
import { toWallTime } from '../../clock.js';
import { accountRegionOf, type ModelVersionArn, modelVersionArnParts } from '../../domain/arn.js';
import { MAX_ALIASES, type NamedAlias } from '../../domain/automation/alias.js';
import { checkText } from '../../domain/constraints.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import { checkConfigured } from '../account-regions.js';
import { aliasesIn, aliasNamed } from '../aliases.js';
import { projectNameOf } from '../permissions.js';
import { loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';
import { type AliasPlace, type AliasRequest, changeAlias, isMade, refuseChange } from './alias-change.js';
import type { Change } from './one-change.js';

export interface PutAlias extends AliasRequest {
  readonly modelVersionArn: ModelVersionArn;
  /** Null: as it is; false for a new one. */
  readonly isProtected: boolean | null;
  readonly mustBeNew: boolean;
}

interface Before {
  readonly changeId: string;
}

/**
 * May be refused as NOT_FOUND, INVALID_INPUT, ALREADY_EXISTS, REVISION_MISMATCH, PROTECTED, QUOTA_EXCEEDED, IN_USE. It has
 * happened if the alias's history has it.
 */
export function putModelAlias(
  input: PutAlias,
): Change<Before, NamedAlias | null, { readonly alias: NamedAlias | null }> {
  const wanted = async (session: Session, current: NamedAlias | null) => {
    await refusePut(session, input, current);
    return {
      modelVersionArn: input.modelVersionArn,
      isProtected: input.isProtected ?? current?.isProtected ?? false,
    };
  };
  return {
    check(session) {
      checkText('aliasName', input.name, ['name']);
      checkConfigured(session, 'projectArn', input.projectArn);
      checkProject(input);
    },
    async before(session) {
      await requireVersion(session, input);
      await wanted(session, aliasNamed(session.records, input.projectArn, input.name));
      return { changeId: randomUUID() };
    },
    foresee: async () => ({ calls: [] }),
    send: (session, { changeId }) => changeAlias(session, input, changeId, (it) => wanted(session, it)),
    async recognise(session, { at, before }) {
      const alias = aliasNamed(session.records, input.projectArn, input.name);
      const since = toWallTime(session.clock, at);
      const isMine = alias?.author.subject === session.caller.subject && alias.updatedAt >= since;
      const isDone = before
        ? isMade(session, input, before.changeId)
        : isMine && alias.modelVersionArn === input.modelVersionArn;
      return isDone ? { sent: alias } : 'not-done';
    },
    answer: async (_session, alias) => ({ alias }),
  };
}

/** An alias names only versions of its project. Their ARNs have the project's name, and another one may have had it before. */
function checkProject({ projectArn, modelVersionArn }: PutAlias): void {
  const [project, version] = [projectNameOf(projectArn), modelVersionArnParts(modelVersionArn)];
  const isSame =
    version.projectName === project.projectName &&
    version.accountId === project.accountId &&
    version.region === project.region;
  if (!isSame)
    throw invalidInput('modelVersionArn: expected a version of the project that projectArn names.', [
      'modelVersionArn',
    ]);
}

async function requireVersion(session: Session, { projectArn, modelVersionArn }: PutAlias): Promise<void> {
  const { projectName } = projectNameOf(projectArn);
  const project = await session.loaders.project(accountRegionOf(projectArn), projectName);
  if (project?.arn !== projectArn) throw notFound('projectArn', 'project');
  const version = await loadVersion(session.loaders, modelVersionArn);
  if (version?.projectArn !== projectArn) throw notFound('modelVersionArn', 'model version');
  if (version.status === 'DELETING')
    throw new GatewayError('IN_USE', 'modelVersionArn: it is being deleted.', { field: ['modelVersionArn'] });
}

function notFound(field: string, what: string): GatewayError {
  return new GatewayError('NOT_FOUND', `There is no such ${what}.`, { field: [field] });
}

async function refusePut(session: Session, input: PutAlias, current: NamedAlias | null): Promise<void> {
  if (input.mustBeNew && current)
    throw new GatewayError('ALREADY_EXISTS', 'name: the project has an alias of this name already.', {
      field: ['name'],
    });
  if (!current) refuseFull(session, input);
  const isProtected = current?.isProtected ?? false;
  const needsOwner = isProtected || (input.isProtected ?? isProtected) !== isProtected;
  await refuseChange(session, input, current, needsOwner);
}

function refuseFull({ records }: Session, { projectArn }: AliasPlace): void {
  if (aliasesIn(records, projectArn).length < MAX_ALIASES) return;
  throw new GatewayError('QUOTA_EXCEEDED', `name: a project has at most ${MAX_ALIASES} aliases.`, {
    field: ['name'],
  });
}
