import { accountRegionOf, type ModelVersionArn } from '../domain/arn.js';
import type { EvaluationReport } from '../domain/evaluation-report.js';
import type { ManifestReport } from '../domain/manifest.js';
import type { S3Object } from '../domain/model.js';
import { checkReadableBucket } from './allowed-destinations.js';
import type { Session } from './session.js';

/**
 * Null when the description points to no file.
 * @throws GatewayError FORBIDDEN for a bucket that is not allowed
 * @throws GatewayError NOT_FOUND, UPSTREAM_ACCESS_DENIED or UPSTREAM_FAILED: the file cannot be read
 */
export async function readEvaluationReport(
  session: Session,
  versionArn: ModelVersionArn,
  file: S3Object | null,
): Promise<EvaluationReport | null> {
  const { attachments, callContext, loaders } = session;
  checkReadableBucket(session, file?.bucket ?? null);
  const read = (it: S3Object) => attachments.evaluationReport(accountRegionOf(versionArn), it, callContext);
  return file && loaders.remember(`evaluation report ${versionArn}`, () => read(file));
}

/** As {@link readEvaluationReport}, for the manifest summary. */
export async function readManifestReport(
  session: Session,
  versionArn: ModelVersionArn,
  file: S3Object | null,
): Promise<ManifestReport | null> {
  const { attachments, callContext, loaders } = session;
  checkReadableBucket(session, file?.bucket ?? null);
  const read = (it: S3Object) => attachments.manifestReport(accountRegionOf(versionArn), it, callContext);
  return file && loaders.remember(`manifest report ${versionArn}`, () => read(file));
}
