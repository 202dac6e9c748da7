import type { ModelVersionArn, ProjectArn } from '../../domain/arn.js';
import type { NamedAlias } from '../../domain/automation/alias.js';
import { GatewayError } from '../../domain/errors.js';
import type { Warning } from '../../domain/plan.js';
import { aliasesIn, aliasesOf } from '../aliases.js';
import { beginDeletion } from '../deletions.js';
import type { Session } from '../session.js';
import { isWithoutAnswer } from './one-change.js';

type Records = Pick<Session, 'records'>;

/** @throws GatewayError PROTECTED if a protected alias names the version */
export function refuseProtectedVersion({ records }: Records, arn: ModelVersionArn): void {
  refuse(aliasesOf(records, arn), 'modelVersionArn', 'names this version');
}

/** @throws GatewayError PROTECTED if the project has a protected alias */
export function refuseProtectedProject({ records }: Records, arn: ProjectArn): void {
  refuse(aliasesIn(records, arn), 'projectArn', 'is in this project');
}

function refuse(aliases: readonly NamedAlias[], field: string, what: string): void {
  const alias = aliases.find((it) => it.isProtected);
  if (!alias) return;
  const message = `${field}: the protected alias ${alias.name} ${what}. An owner can move it, or take its protection away.`;
  throw new GatewayError('PROTECTED', message, { field: [field] });
}

/** Of a version that is deleted all the same. */
export function aliasWarnings({ records }: Records, arn: ModelVersionArn): readonly Warning[] {
  return aliasesOf(records, arn)
    .filter((it) => !it.isProtected)
    .map(({ name }) => ({
      code: 'ALIAS_NAMES_IT',
      message: `The alias ${name} names this version, and names nothing that exists afterwards.`,
      field: ['modelVersionArn'],
    }));
}

/**
 * Sends a deletion that no protected alias forbids. Of a deletion and an alias that is made at the same time only one
 * happens: the deletion is on record before it is sent, and the alias is stored only while it is not. It stays on record
 * after a success and where no answer came, until all instances know of it. While nothing can be stored, what has an alias is not
 * deleted; what has none is, as without aliases.
 * @param refuseProtected - sees every alias that was stored before
 * @throws GatewayError STORAGE_UNAVAILABLE; what `refuseProtected` and `send` throw
 */
export async function sendDeletion<T>(
  { records, clock }: Pick<Session, 'records' | 'clock'>,
  arn: ModelVersionArn | ProjectArn,
  refuseProtected: () => void,
  send: () => Promise<T>,
): Promise<T> {
  const withdraw = await beginDeletion(records, arn, clock.wallNow()).catch((error: unknown) => {
    if (hasAlias(records, arn) || !isStorageAway(error)) throw error;
    return async () => {};
  });
  try {
    refuseProtected();
    return await send();
  } catch (error) {
    if (error instanceof GatewayError && !isWithoutAnswer(error)) await withdraw().catch(() => {}); // it ends by itself
    throw error;
  }
}

function hasAlias(records: Session['records'], arn: ModelVersionArn | ProjectArn): boolean {
  const isVersion = arn.includes('/version/');
  const named = isVersion
    ? aliasesOf(records, arn as ModelVersionArn)
    : aliasesIn(records, arn as ProjectArn);
  return named.length > 0;
}

function isStorageAway(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'STORAGE_UNAVAILABLE';
}
