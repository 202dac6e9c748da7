import { type AccountRegion, accountRegionKey, type ModelVersionArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { ModelVersion } from '../../domain/model.js';
import { BUDGET_KIND } from '../budgets.js';
import type { GuardRails } from '../guard-rail-settings.js';
import { contextOfWhole, type Session } from '../session.js';
import { checkBudgets } from './budget-guard.js';

/** One start after the other in each account and region, so that two cannot both take the last place. */
const queues = new WeakMap<GuardRails, Map<string, Promise<unknown>>>();

/** @throws GatewayError FORBIDDEN while the gateway is read-only; QUOTA_EXCEEDED for a start beyond a guard rail; BUDGET_EXCEEDED */
export async function checkGuardRails<T>(
  session: Session,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  act: () => Promise<T>,
): Promise<T> {
  const { guardRails } = session;
  if (await guardRails.isReadOnly())
    throw new GatewayError('FORBIDDEN', 'The gateway is read-only now. Try again later.');
  if (mutation === 'startModelVersion' || mutation === 'putSchedule') checkUnits(guardRails, input);
  if (mutation !== 'startModelVersion') return act();
  if (session.records.list(BUDGET_KIND).length > 0)
    await checkBudgets(session, input.modelVersionArn as ModelVersionArn);
  return guardRails.maxRunningModels === null
    ? act()
    : startOneAtATime(session, guardRails.maxRunningModels, input, act);
}

/** @throws GatewayError QUOTA_EXCEEDED */
export function checkUnits(
  { maxInferenceUnits: max }: GuardRails,
  input: Readonly<Record<string, unknown>>,
): void {
  for (const field of ['minInferenceUnits', 'maxInferenceUnits'])
    if (max !== null && Number(input[field] ?? 0) > max)
      throw new GatewayError('QUOTA_EXCEEDED', `${field}: this gateway starts models with at most ${max}.`, {
        field: [field],
      });
}

async function startOneAtATime<T>(
  session: Session,
  max: number,
  { modelVersionArn }: Readonly<Record<string, unknown>>,
  act: () => Promise<T>,
): Promise<T> {
  const [, , , region = '', accountId = ''] = String(modelVersionArn).split(':');
  const at = { region, accountId };
  const queue = queues.get(session.guardRails) ?? new Map<string, Promise<unknown>>();
  queues.set(session.guardRails, queue);
  const before = queue.get(accountRegionKey(at)) ?? Promise.resolve();
  const start = before
    .catch(() => {})
    .then(async () => {
      const running = await countRunning(session, at, String(modelVersionArn));
      if (running < max) return act();
      throw new GatewayError(
        'QUOTA_EXCEEDED',
        // How many run is not in the message: some may be of projects that the caller may not see.
        `modelVersionArn: this gateway lets no more than ${max} models run in an account and region.`,
        { field: ['modelVersionArn'] },
      );
    });
  queue.set(accountRegionKey(at), start);
  return start;
}

async function countRunning(session: Session, at: AccountRegion, butFor: string): Promise<number> {
  const running = (await versionsAt(session, at)).filter(
    ({ status }) => status === 'STARTING' || status === 'RUNNING',
  );
  return running.filter(({ arn }) => arn !== butFor).length;
}

/** All of the account and region, also those that the caller may not see. Unknown projects are read from AWS. */
export async function versionsAt(session: Session, at: AccountRegion): Promise<readonly ModelVersion[]> {
  const { reader, catalog } = session;
  const callContext = contextOfWhole(session, at);
  const projects = await reader.projects(at, callContext);
  const lists = await Promise.all(
    projects.map(
      async ({ arn }) => catalog.versions(arn)?.values ?? (await reader.versions(arn, callContext)),
    ),
  );
  return lists.flat();
}
