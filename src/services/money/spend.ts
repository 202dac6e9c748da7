import { accountRegionOf, type ModelVersionArn, type ProjectArn } from '../../domain/arn.js';
import { invalidInput } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import { daysIn, type Period } from '../../domain/money/period.js';
import { type RegionUsage, toUsage, type Usage } from '../../domain/money/usage.js';
import { type Connection, createPage, type Order, type PageRequest } from '../connection.js';
import type { Session } from '../session.js';
import { inSlices } from '../slices.js';
import { type GivenPeriod, toPeriod } from './period.js';
import { unlistedParts } from './unknown-usage.js';
import { type ProjectPart, partsOfProject } from './usage.js';
import type { UsageScope } from './usage-scope.js';
import { checkPlace, visibleProjects } from './visible-projects.js';

export type SpendGroup = 'ACCOUNT_REGION' | 'PROJECT' | 'MODEL_VERSION' | 'DAY';

/** What one group used. Null: the group is coarser than that. */
export interface Spend {
  readonly accountId: string | null;
  readonly region: string | null;
  readonly projectArn: ProjectArn | null;
  readonly modelVersionArn: ModelVersionArn | null;
  /** When the UTC day begins. */
  readonly day: EpochMs | null;
  readonly usage: Usage;
}

export interface SpendRequest extends GivenPeriod {
  readonly groupBy: SpendGroup;
  readonly scope: Pick<UsageScope, 'accountId' | 'region' | 'projectArns'>;
}

/** The groups that used something, and what all of them used together. */
export interface SpendList extends Connection<Spend> {
  readonly total: Usage;
}

const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * What was used in a period, by group: the largest cost first; days in their order, those without use among them. What the
 * caller may not see is in no sum.
 * @throws GatewayError INVALID_INPUT
 */
export async function spend(session: Session, request: SpendRequest, page: PageRequest): Promise<SpendList> {
  const { groupBy, scope } = request;
  const toPage = createPage(orderOf(groupBy), page);
  const period = toPeriod(request, session.clock);
  if (period.to - period.from > MAX_DAYS * DAY_MS)
    throw invalidInput(`from: expected at most ${MAX_DAYS} days before to.`, ['from']);
  await checkPlace(session, scope);
  const projects = await visibleProjects(session, scope);
  const partsIn = (within: Period) => projects.flatMap((it) => partsOfProject(session, it, within));
  const parts = partsIn(period);
  const groups =
    groupBy === 'DAY' ? await byDay(session, period, partsIn) : byPlace(session, period, groupBy, parts);
  const unlisted = scope.projectArns ? [] : unlistedParts(session, scope, session.permissions.accounts);
  return Object.assign(toPage(groups), { total: toUsage(session.prices, period, [...parts, ...unlisted]) });
}

/** With hundreds of projects, the days of a year take seconds. */
function byDay(
  { prices, clock, callContext }: Session,
  period: Period,
  partsIn: (within: Period) => readonly RegionUsage[],
): Promise<Spend[]> {
  const past = { from: period.from, to: Math.min(period.to, clock.wallNow()) };
  const ofDay = (within: Period): Spend => {
    const usage = toUsage(prices, within, partsIn(within));
    const day = Math.floor(within.from / DAY_MS) * DAY_MS;
    return { accountId: null, region: null, projectArn: null, modelVersionArn: null, day, usage };
  };
  return inSlices(daysIn(past), ofDay, clock, callContext.deadlineAt);
}

function byPlace(
  { prices }: Session,
  period: Period,
  groupBy: Exclude<SpendGroup, 'DAY'>,
  parts: readonly ProjectPart[],
): Spend[] {
  const groups = new Map<string, ProjectPart[]>();
  for (const it of parts) {
    if (groupBy === 'MODEL_VERSION' && it.modelVersionArn === null) continue;
    const { accountId, region } = accountRegionOf(it.projectArn);
    const place = groupBy === 'PROJECT' ? it.projectArn : `${accountId}/${region}`;
    const key = groupBy === 'MODEL_VERSION' ? String(it.modelVersionArn) : place;
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return [...groups.values()]
    .map((group) => toSpend(groupBy, group, toUsage(prices, period, group)))
    .filter(({ usage }) => usage.runningMs > 0 || usage.trainingMs > 0);
}

function toSpend(groupBy: SpendGroup, [first]: readonly ProjectPart[], usage: Usage): Spend {
  const { projectArn, modelVersionArn } = first as ProjectPart;
  return {
    ...accountRegionOf(projectArn),
    projectArn: groupBy === 'ACCOUNT_REGION' ? null : projectArn,
    modelVersionArn: groupBy === 'MODEL_VERSION' ? modelVersionArn : null,
    day: null,
    usage,
  };
}

/** What has no price comes last. */
function orderOf(groupBy: SpendGroup): Order<Spend> {
  if (groupBy === 'DAY')
    return { name: 'spend DAY', descending: false, keyOf: ({ day }) => day, idOf: ({ day }) => String(day) };
  return {
    name: `spend ${groupBy}`,
    descending: true,
    keyOf: ({ usage }) => (usage.cost === null ? null : Number(usage.cost.amount)),
    idOf: ({ accountId, region, projectArn, modelVersionArn }) =>
      modelVersionArn ?? projectArn ?? `${accountId}/${region}`,
  };
}
