import { isAuthor } from '../../domain/automation/author.js';
import type { GatewayError } from '../../domain/errors.js';
import { isConfigured } from '../account-regions.js';
import { projectNameOf } from '../permissions.js';
import type { Session } from '../session.js';
import { findWorkflow, projectOf } from '../workflows.js';
import { destinationOf, type PromotionRequest } from './promotion-request.js';

/** What is answered to a caller without a right. */
interface Refusals {
  readonly forbidden: () => GatewayError;
  readonly notThere: (field: string) => GatewayError;
}

/**
 * What a promotion needs beside `copy` on its source. Whether a foreign project of the destination's name exists must not
 * show: to a caller without rights on the name it is not even read.
 */
export async function authorizePromotion(
  session: Session,
  input: Readonly<Record<string, unknown>>,
  { forbidden, notThere }: Refusals,
): Promise<void> {
  const { permissions } = session;
  const request = withNulls(input);
  if (!(await permissions.may('policy', projectNameOf(request.modelVersionArn)))) throw forbidden();
  const destination = destinationOf(session, request);
  if (await permissions.may('copy', destination)) return;
  const isSeen = isConfigured(session, destination) && (await permissions.may('read', destination));
  throw isSeen || request.destinationProjectArn === null ? forbidden() : notThere('destinationProjectArn');
}

/** GraphQL leaves out what is not given. */
function withNulls(input: Readonly<Record<string, unknown>>): PromotionRequest {
  const nothing = { destinationProjectArn: null, destinationProjectName: null, destinationAccountId: null };
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return { ...nothing, ...Object.fromEntries(given) } as unknown as PromotionRequest;
}

/** The one that started it may, and the owners of its project. What the caller may not see is not there. */
export async function authorizeCancel(
  session: Session,
  id: unknown,
  { forbidden, notThere }: Refusals,
): Promise<void> {
  const node = await findWorkflow(session, String(id));
  if (!node) throw notThere('id');
  if (isAuthor(session.caller, node.workflow.author)) return;
  if (!(await session.permissions.may('delete', projectOf(node)))) throw forbidden();
}
