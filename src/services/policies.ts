import type { ProjectArn } from '../domain/arn.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { Project, ProjectPolicy } from '../domain/model.js';
import { namesEverybody, toPolicyText } from '../domain/policy-document.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { loadProject } from './loaders.js';
import { afterLostReply, withLostReply } from './lost-reply.js';
import { checkConfigured } from './places.js';
import { atField, withFields } from './refusals.js';
import { asMutation, type Session } from './session.js';

const BY_NAME: Order<ProjectPolicy> = {
  name: 'policies',
  descending: false,
  keyOf: (policy) => policy.policyName,
  idOf: (policy) => policy.projectArn,
};

/** None for an adapter's project: AWS has no policies there, and refuses to list them. */
export async function listPolicies(
  { loaders }: Session,
  { arn, feature }: Project,
  page: PageRequest,
): Promise<Connection<ProjectPolicy>> {
  const toPage = createPage(BY_NAME, page);
  return toPage(feature === 'CONTENT_MODERATION' ? [] : await loaders.policies(arn));
}

/** Null if the project has no policy of this name. */
export async function findPolicy(
  { loaders }: Session,
  projectArn: ProjectArn,
  policyName: string,
): Promise<ProjectPolicy | null> {
  const policies = await loaders.policies(projectArn);
  return policies.find((it) => it.policyName === policyName) ?? null;
}

export interface PutPolicy {
  readonly projectArn: ProjectArn;
  readonly policyName: string;
  readonly policyDocument: Readonly<Record<string, unknown>>;
  /** Null: attach a new policy. */
  readonly policyRevisionId: string | null;
}

const PUT_FIELDS = {
  NOT_FOUND: 'projectArn',
  ALREADY_EXISTS: 'policyName',
  POLICY_REVISION_MISMATCH: 'policyRevisionId',
  MALFORMED_POLICY: 'policyDocument',
};

/** @throws GatewayError MALFORMED_POLICY, ALREADY_EXISTS, POLICY_REVISION_MISMATCH, NOT_FOUND, QUOTA_EXCEEDED */
export async function putPolicy(caller: Session, input: PutPolicy): Promise<ProjectPolicy> {
  const { projectArn, policyName, policyRevisionId } = input;
  checkNameAndRevision(policyName, policyRevisionId);
  const policyDocument = toPolicyText(input.policyDocument);
  if (!caller.rails.allowsPublicPolicies && namesEverybody(input.policyDocument)) throw publicPolicy();
  checkConfigured(caller, 'projectArn', projectArn);
  const session = asMutation(caller);
  const { upstream, ask, clock } = session;
  const find = () => lookForPolicy(session, projectArn, policyName);
  const revision = await withLostReply(
    () =>
      withFields(PUT_FIELDS, () =>
        upstream.putProjectPolicy(projectArn, { policyName, policyDocument, policyRevisionId }, ask),
      ),
    async () => {
      const found = await find();
      const isOurs =
        found?.policyRevisionId !== policyRevisionId &&
        JSON.stringify(found?.policyDocument) === policyDocument;
      return found && isOurs ? found.policyRevisionId : null;
    },
  );
  forget(caller, projectArn);
  const now = clock.now();
  const times = { creationTimestamp: policyRevisionId === null ? now : null, lastUpdatedTimestamp: now };
  return { kind: 'ProjectPolicy', ...input, policyRevisionId: revision, ...times };
}

function publicPolicy(): GatewayError {
  const message =
    'policyDocument: expected Principal to name accounts or roles, not "*". ALLOW_PUBLIC_POLICIES of this gateway is false.';
  return new GatewayError('MALFORMED_POLICY', message, { field: ['policyDocument'] });
}

/** @throws GatewayError POLICY_REVISION_MISMATCH, NOT_FOUND */
export async function deletePolicy(
  caller: Session,
  projectArn: ProjectArn,
  policyName: string,
  policyRevisionId: string | null,
): Promise<void> {
  checkNameAndRevision(policyName, policyRevisionId);
  checkConfigured(caller, 'projectArn', projectArn);
  const session = asMutation(caller);
  const { upstream, ask } = session;
  const fields = { POLICY_REVISION_MISMATCH: 'policyRevisionId' };
  await withLostReply<true>(
    async () => {
      await withFields(fields, () =>
        upstream.deleteProjectPolicy(projectArn, policyName, policyRevisionId, ask),
      ).catch((error) => sayWhatIsMissing(session, projectArn, error));
      return true;
    },
    async () => ((await lookForPolicy(session, projectArn, policyName)) ? null : true),
  );
  forget(caller, projectArn);
}

/** AWS has one error for the project and the policy; a look tells which of them is not there. */
async function sayWhatIsMissing(session: Session, projectArn: ProjectArn, error: unknown): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND') throw error;
  const project = await Promise.resolve(loadProject(session.loaders, projectArn)).catch(() => undefined);
  if (project === undefined) throw error; // the refusal stands without it
  throw atField(error, project ? 'policyName' : 'projectArn');
}

async function lookForPolicy(
  { upstream, ask }: Session,
  projectArn: ProjectArn,
  policyName: string,
): Promise<ProjectPolicy | null> {
  const policies = await upstream.listProjectPolicies(projectArn, afterLostReply(ask));
  return policies?.find((it) => it.policyName === policyName) ?? null;
}

function forget({ loaders, attachments }: Session, projectArn: ProjectArn): void {
  attachments.forgetPolicies(projectArn);
  loaders.forgetPolicies(projectArn);
}

function checkNameAndRevision(policyName: string, policyRevisionId: string | null): void {
  checkText('policyName', policyName, ['policyName']);
  if (policyRevisionId !== null) checkText('policyRevisionId', policyRevisionId, ['policyRevisionId']);
}
