import { accountRegionOf, modelVersionArnParts } from '../../domain/arn.js';
import type { NamedAlias } from '../../domain/automation/alias.js';
import type { Promotion } from '../../domain/automation/promotion.js';
import { aliasTarget, promotionTarget } from '../../domain/automation/workflow-targets.js';
import { copyDecision } from '../../domain/copy-decision.js';
import { GatewayError } from '../../domain/errors.js';
import { notFound, refuseAdapter, refuseFull, refuseStatus } from '../../domain/foresight.js';
import type { ModelVersion, Project, ProjectPolicy } from '../../domain/model.js';
import { oneCall, type PlannedCall } from '../../domain/plan.js';
import { aliasNamed } from '../aliases.js';
import { withFields } from '../error-fields.js';
import type { NamedProject } from '../permissions.js';
import { contextOfWhole, type Session } from '../session.js';
import { refuseTargets } from '../workflow-records.js';
import { refuseAliasMove } from './alias-move-checks.js';
import { readVersion, readVersions } from './current-state.js';
import { destinationOf, type PromotionRequest } from './promotion-request.js';

/** What a promotion is going to do. It survives JSON. */
export interface PromotionPlan {
  readonly project: NamedProject;
  readonly targets: readonly string[];
  readonly input: Promotion;
  /** In order. */
  readonly calls: readonly PlannedCall[];
}

/**
 * Reads all that a promotion depends on, before anything happens.
 * @throws what would refuse it, as far as looks can tell
 */
export async function planPromotion(session: Session, request: PromotionRequest): Promise<PromotionPlan> {
  const { modelVersionArn, versionName, aliasName } = request;
  const named = destinationOf(session, request);
  const targets = [
    promotionTarget(named, versionName),
    ...(aliasName === null ? [] : [aliasTarget(named, aliasName)]),
  ];
  refuseTargets(session, targets);
  const source = await readSource(session, request);
  const destination = await readDestination(session, request, named);
  const isShared = accountRegionOf(modelVersionArn).accountId !== named.accountId;
  const needsPolicy = await foreseePolicy(session, source, named, isShared);
  const alias = destination && aliasName !== null ? await aliasToMove(session, destination, aliasName) : null;
  return {
    project: { ...named, ...(destination && { arn: destination.arn }) },
    targets,
    input: {
      ...{ sourceProjectArn: source.projectArn, versionName, outputConfig: request.outputConfig },
      ...{ kmsKeyId: request.kmsKeyId, tags: request.tags, aliasRevision: alias?.revision ?? null },
      principal: isShared ? principalOf(session, request, named) : null,
    },
    calls: callsOf(source, named, destination, needsPolicy),
  };
}

function readSource(session: Session, { modelVersionArn }: PromotionRequest): Promise<ModelVersion> {
  const fields = {
    NOT_FOUND: 'modelVersionArn',
    IN_USE: 'modelVersionArn',
    INVALID_INPUT: 'modelVersionArn',
  };
  return withFields(fields, async () => {
    const source = await readVersion(session, modelVersionArn);
    refuseAdapter(source);
    refuseStatus('copy', source.status);
    return source;
  });
}

/** Null: it is going to be made. */
async function readDestination(
  session: Session,
  { destinationProjectArn, versionName }: PromotionRequest,
  named: NamedProject,
): Promise<Project | null> {
  const { upstream, callContext, permissions } = session;
  const field = destinationProjectArn === null ? 'destinationProjectName' : 'destinationProjectArn';
  const fields = { NOT_FOUND: field, IN_USE: field, INVALID_INPUT: field, ALREADY_EXISTS: 'versionName' };
  return withFields(fields, async () => {
    const { values } = await upstream.describeProjects(named, [named.projectName], callContext);
    const [found = null] = values;
    if (destinationProjectArn !== null && found?.arn !== destinationProjectArn) throw notFound('project');
    if (found === null) {
      if (!permissions.mayWithTags('create', named, [])) throw forbiddenToMake();
      const { values: all } = await upstream.listProjects(named, contextOfWhole(session, named));
      refuseFull('projects', all.length);
      return null;
    }
    refuseAdapter(found);
    if (found.status === 'DELETING') throw new GatewayError('IN_USE', 'The project is being deleted.');
    const versions = await readVersions(session, found.arn);
    if (versions.some(({ name }) => name === versionName)) throw nameTaken();
    refuseFull('model versions of a project', versions.length);
    return found;
  });
}

/** Null: it is going to be made. */
async function aliasToMove(session: Session, { arn }: Project, name: string): Promise<NamedAlias | null> {
  const alias = aliasNamed(session.records, arn, name);
  await refuseAliasMove(session, arn, alias);
  return alias;
}

/** Whether a policy is going to be put. */
async function foreseePolicy(
  { upstream, callContext }: Session,
  { arn, projectArn }: ModelVersion,
  { accountId }: NamedProject,
  isShared: boolean,
): Promise<boolean> {
  const policies: readonly ProjectPolicy[] =
    (await upstream.listProjectPolicies(projectArn, callContext)) ?? [];
  const documents = policies.map(({ policyDocument }) => policyDocument);
  const decision = copyDecision(documents, accountId, arn);
  if (decision === 'DENY')
    throw new GatewayError(
      'UPSTREAM_ACCESS_DENIED',
      'AWS would refuse the copy: a policy of the source project forbids it.',
    );
  if (!isShared || decision === 'ALLOW') return false;
  refuseFull('policies of a project', policies.length);
  return true;
}

/** The role that the gateway assumes there, or else the whole account: its own credentials there are not known. */
function principalOf(
  { upstream }: Session,
  { modelVersionArn }: PromotionRequest,
  { accountId, region }: NamedProject,
): string {
  const account = upstream.accounts.find((it) => it.accountId === accountId && it.region === region);
  const { partition } = modelVersionArnParts(modelVersionArn);
  return account?.roleArn ?? `arn:${partition}:iam::${accountId}:root`;
}

function callsOf(
  { projectArn }: ModelVersion,
  { accountId, region }: NamedProject,
  destination: Project | null,
  needsPolicy: boolean,
): PlannedCall[] {
  const arn = destination?.arn ?? null;
  const policyCalls = (operation: string) => (needsPolicy ? oneCall(operation, projectArn).calls : []);
  return [
    ...(destination ? [] : [{ operation: 'CreateProject', arn: null, accountId, region }]),
    ...policyCalls('PutProjectPolicy'),
    { operation: 'CopyProjectVersion', arn, accountId, region },
    ...policyCalls('DeleteProjectPolicy'),
  ];
}

function nameTaken(): GatewayError {
  return new GatewayError('ALREADY_EXISTS', 'A model version of this name exists already in the project.');
}

function forbiddenToMake(): GatewayError {
  return new GatewayError('FORBIDDEN', 'There is no such project, and you may not create it.');
}
