import { accountRegionOf } from '../../domain/arn.js';
import type { ModelVersionCopy } from '../../domain/change-inputs.js';
import { copyDecision } from '../../domain/copy-decision.js';
import { GatewayError } from '../../domain/errors.js';
import type { ModelVersion, Project } from '../../domain/model.js';
import type { Session } from '../session.js';
import { readProject, readVersion } from './current-state.js';

/**
 * The version that is to be copied. A copy within an account is allowed unless a policy denies it; between accounts it is
 * denied unless a policy allows it, whether the source exists or not.
 * @throws GatewayError UPSTREAM_ACCESS_DENIED, NOT_FOUND
 */
export async function foreseeSource(session: Session, copy: ModelVersionCopy): Promise<ModelVersion> {
  const { sourceProjectArn, sourceModelVersionArn } = copy;
  if (isBetweenAccounts(copy)) {
    const project = await readProject(session, sourceProjectArn).catch(nullIfMissing);
    const decision = project === null ? 'NONE' : await decide(session, project, copy);
    if (decision === 'NONE' || decision === 'DENY') throw accessDenied(copy);
    return readVersion(session, sourceModelVersionArn, sourceProjectArn);
  }
  const project = await readProject(session, sourceProjectArn);
  const version = await readVersion(session, sourceModelVersionArn, sourceProjectArn);
  if ((await decide(session, project, copy)) === 'DENY') throw accessDenied(copy);
  return version;
}

function isBetweenAccounts({ sourceProjectArn, destinationProjectArn }: ModelVersionCopy): boolean {
  return accountRegionOf(sourceProjectArn).accountId !== accountRegionOf(destinationProjectArn).accountId;
}

/** An adapter's project has no policies, and AWS refuses to list them. */
async function decide(
  { upstream, callContext }: Session,
  { arn, feature }: Project,
  { sourceModelVersionArn, destinationProjectArn }: ModelVersionCopy,
) {
  const policies =
    feature === 'CONTENT_MODERATION' ? [] : await upstream.listProjectPolicies(arn, callContext);
  const documents = (policies ?? []).map(({ policyDocument }) => policyDocument);
  return copyDecision(documents, accountRegionOf(destinationProjectArn).accountId, sourceModelVersionArn);
}

function nullIfMissing(error: unknown): null {
  if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
  throw error;
}

function accessDenied({ destinationProjectArn }: ModelVersionCopy): GatewayError {
  const { accountId } = accountRegionOf(destinationProjectArn);
  return new GatewayError(
    'UPSTREAM_ACCESS_DENIED',
    `AWS would refuse the copy: the policies of the source project do not allow rekognition:CopyProjectVersion to account ${accountId}.`,
  );
}
