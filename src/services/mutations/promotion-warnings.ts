import type { AccountRegion, ProjectArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { Warning } from '../../domain/plan.js';
import { aliasNamed } from '../aliases.js';
import { maySee } from '../budget-rights.js';
import { budgetsThatHold } from '../budgets.js';
import type { NamedProject } from '../permissions.js';
import { plannedStopOf } from '../planned-stops.js';
import { loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';
import { openWindowWarnings } from './alias-warnings.js';
import { destinationOf, type PromotionRequest } from './promotion-request.js';

/** What stands against a promotion's copy being used: it is not started, and its alias moves all the same. */
export async function promotionWarnings(
  session: Session,
  request: PromotionRequest,
): Promise<readonly Warning[]> {
  const named = destinationIn(session, request);
  if (!named) return [];
  const project = await session.loaders.project(named, named.projectName);
  const projectArn = project && (named.arn ?? project.arn) === project.arn ? project.arn : null;
  const field = request.destinationProjectArn ? 'destinationProjectArn' : 'destinationProjectName';
  const { aliasName } = request;
  return [
    ...(projectArn && aliasName !== null ? await ofAlias(session, { projectArn, aliasName }) : []),
    ...(await ofBudgets(session, named, projectArn, field)),
  ];
}

/** Warnings are made of what is refused, too. */
function destinationIn(session: Session, request: PromotionRequest): NamedProject | null {
  try {
    return destinationOf(session, request);
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

async function ofAlias(
  session: Session,
  alias: { readonly projectArn: ProjectArn; readonly aliasName: string },
): Promise<readonly Warning[]> {
  const { projectArn, aliasName } = alias;
  const named = aliasNamed(session.records, projectArn, aliasName)?.modelVersionArn;
  const version = named ? await loadVersion(session.loaders, named) : null;
  const stop = version && plannedStopOf(session, version);
  const message =
    'aliasName: a stop is planned for the version that the alias names now, and a promotion does not start the copy.';
  return [
    ...openWindowWarnings(session, alias, 'aliasName'),
    ...(stop ? [{ code: 'PLANNED_STOP', message, field: ['aliasName'] }] : []),
  ];
}

async function ofBudgets(
  session: Session,
  at: AccountRegion,
  projectArn: ProjectArn | null,
  field: string,
): Promise<Warning[]> {
  const refusing = budgetsThatHold(session, { at, projectArn }, 'REFUSE_STARTS');
  if (refusing.length === 0) return [];
  const seen = await Promise.all(refusing.map((it) => maySee(session, it)));
  const shown = refusing.find((_, index) => seen[index]);
  const which = shown ? `the budget ${shown.name}` : 'a budget';
  const message = `${field}: ${which} lets nothing start there until the month ends or it is raised, so that the copy cannot be started before.`;
  return [{ code: 'BUDGET_REFUSES_STARTS', message, field: [field] }];
}
