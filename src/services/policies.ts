import type { ProjectArn } from '../domain/arn.js';
import { checkText } from '../domain/constraints.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs, Project, ProjectPolicy } from '../domain/model.js';
import { namesEverybody, toPolicyText } from '../domain/policy-document.js';
import { checkConfigured } from './account-regions.js';
import { type Connection, createPage, type Order, type PageRequest } from './connection.js';
import { atField, withFields } from './error-fields.js';
import type { PutPolicy } from './mutations/foresee-policy.js';
import { afterLostReply, isCreatedSince } from './mutations/lost-reply.js';
import type { Change } from './mutations/one-change.js';
import { loadProject } from './reading/loaders.js';
import type { Session } from './session.js';

/** Loaded by the first dry run. */
const foresight = () => import('./mutations/foresee-policy.js');

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

const PUT_FIELDS = {
  NOT_FOUND: 'projectArn',
  ALREADY_EXISTS: 'policyName',
  POLICY_REVISION_MISMATCH: 'policyRevisionId',
  MALFORMED_POLICY: 'policyDocument',
};

/**
 * May be refused as MALFORMED_POLICY, ALREADY_EXISTS, POLICY_REVISION_MISMATCH, NOT_FOUND, QUOTA_EXCEEDED. It has
 * happened if the policy has this document under another revision than the one given; without one, if it was
 * attached since. With another document under another revision it is unknown: AWS keeps no history.
 */
export function putPolicy(
  input: PutPolicy,
): Change<object, string, { readonly projectPolicy: ProjectPolicy }> {
  const { projectArn, policyName, policyRevisionId } = input;
  return {
    check: (session) => checkPut(session, input),
    async warnings(session) {
      const { lintPolicy } = await import('../domain/policy-lint.js');
      return lintPolicy(input.policyDocument, (it) => isAccount(session, it));
    },
    before: async () => ({}),
    foresee: (session) => withFields(PUT_FIELDS, async () => (await foresight()).foreseePut(session, input)),
    send: ({ upstream, callContext }) =>
      withFields(PUT_FIELDS, () =>
        upstream.putProjectPolicy(
          projectArn,
          { policyName, policyDocument: toPolicyText(input.policyDocument), policyRevisionId },
          callContext,
        ),
      ),
    recognise: (session, { at }) => recognisePut(session, input, at),
    async answer(session, revision) {
      await forget(session, projectArn);
      const now = session.clock.wallNow();
      const creationTimestamp = policyRevisionId === null ? now : null;
      const times = { creationTimestamp, lastUpdatedTimestamp: now };
      return {
        projectPolicy: { kind: 'ProjectPolicy', ...input, policyRevisionId: revision, ...times },
      };
    },
  };
}

function checkPut(
  session: Session,
  { projectArn, policyName, policyDocument, policyRevisionId }: PutPolicy,
): void {
  checkNameAndRevision(policyName, policyRevisionId);
  toPolicyText(policyDocument);
  if (!session.guardRails.allowsPublicPolicies && namesEverybody(policyDocument)) throw publicPolicy();
  checkConfigured(session, 'projectArn', projectArn);
}

async function recognisePut(
  session: Session,
  { projectArn, policyName, policyDocument, policyRevisionId }: PutPolicy,
  since: EpochMs,
) {
  const found = await findPolicyUpstream(session, projectArn, policyName);
  if (!found || found.policyRevisionId === policyRevisionId) return 'not-done';
  const isSame = JSON.stringify(found.policyDocument) === toPolicyText(policyDocument);
  if (policyRevisionId !== null) return isSame ? { sent: found.policyRevisionId } : 'unclear';
  const isNew = found.creationTimestamp === null || isCreatedSince(found.creationTimestamp, since);
  return isSame && isNew ? { sent: found.policyRevisionId } : 'not-done';
}

function isAccount({ permissions }: Session, accountId: string): boolean {
  return permissions.accounts.some((it) => it.accountId === accountId);
}

function publicPolicy(): GatewayError {
  const message =
    'policyDocument: expected Principal to name accounts or roles, not "*". ALLOW_PUBLIC_POLICIES of this gateway is false.';
  return new GatewayError('MALFORMED_POLICY', message, { field: ['policyDocument'] });
}

/**
 * May be refused as POLICY_REVISION_MISMATCH, NOT_FOUND. It has happened if the project has no policy of this name.
 */
export function deletePolicy(
  projectArn: ProjectArn,
  policyName: string,
  policyRevisionId: string | null,
): Change<object, null, { readonly policyName: string }> {
  const fields = { POLICY_REVISION_MISMATCH: 'policyRevisionId' };
  return {
    check(session) {
      checkNameAndRevision(policyName, policyRevisionId);
      checkConfigured(session, 'projectArn', projectArn);
    },
    before: async () => ({}),
    foresee: (session) =>
      withFields(fields, async () =>
        (await foresight()).foreseeRemoval(session, projectArn, policyName, policyRevisionId),
      ).catch((error) => withMissingPart(session, projectArn, error)),
    async send(session) {
      const { upstream, callContext } = session;
      await withFields(fields, () =>
        upstream.deleteProjectPolicy(projectArn, policyName, policyRevisionId, callContext),
      ).catch((error) => withMissingPart(session, projectArn, error));
      return null;
    },
    recognise: async (session) =>
      (await findPolicyUpstream(session, projectArn, policyName)) ? 'not-done' : { sent: null },
    async answer(session) {
      await forget(session, projectArn);
      return { policyName };
    },
  };
}

/** AWS has one error for the project and the policy; a describe shows which of them does not exist. */
async function withMissingPart(session: Session, projectArn: ProjectArn, error: unknown): Promise<never> {
  if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND') throw error;
  const project = await Promise.resolve(loadProject(session.loaders, projectArn)).catch(() => undefined);
  if (project === undefined) throw error; // the refusal stands without it
  throw atField(error, project ? 'policyName' : 'projectArn');
}

async function findPolicyUpstream(
  { upstream, callContext }: Session,
  projectArn: ProjectArn,
  policyName: string,
): Promise<ProjectPolicy | null> {
  const policies = await upstream.listProjectPolicies(projectArn, afterLostReply(callContext));
  return policies?.find((it) => it.policyName === policyName) ?? null;
}

/** Here and on every other instance. */
async function forget({ loaders, attachments, catalog, clock }: Session, projectArn: ProjectArn) {
  attachments.forget(projectArn);
  loaders.forgetPolicies(projectArn);
  await catalog.observe({ kind: 'attachments-changed', projectArn, startedAt: clock.now() });
}

function checkNameAndRevision(policyName: string, policyRevisionId: string | null): void {
  checkText('policyName', policyName, ['policyName']);
  if (policyRevisionId !== null) checkText('policyRevisionId', policyRevisionId, ['policyRevisionId']);
}
