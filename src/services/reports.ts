import { accountRegionOf, type ModelVersionArn } from '../domain/arn.js';
import type { S3Object } from '../domain/model.js';
import type { EvaluationReport, ManifestReport } from '../domain/report.js';
import type { Session } from './session.js';

/**
 * Null when the description points to no file.
 * @throws GatewayError NOT_FOUND, UPSTREAM_ACCESS_DENIED or UPSTREAM_UNAVAILABLE: the file cannot be read
 */
export async function readEvaluationReport(
  { attachments, ask }: Session,
  versionArn: ModelVersionArn,
  file: S3Object | null,
): Promise<EvaluationReport | null> {
  return file && attachments.evaluationReport(accountRegionOf(versionArn), file, ask);
}

/** As {@link readEvaluationReport}, for the manifest summary. */
export async function readManifestReport(
  { attachments, ask }: Session,
  versionArn: ModelVersionArn,
  file: S3Object | null,
): Promise<ManifestReport | null> {
  return file && attachments.manifestReport(accountRegionOf(versionArn), file, ask);
}
