import type { Clock } from '../../clock.js';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { EpochMs, LookoutVisionModel, ProjectPolicy, S3Object, Tag } from '../../domain/model.js';
import type { EvaluationReport, ManifestImages, ManifestReport } from '../../domain/report.js';
import type { CallContext, Upstream } from '../../upstream/port.js';
import { createTtlCache } from './ttl-cache.js';

/** What belongs to projects and versions but is not in their descriptions. */
export interface AttachmentCache {
  tags(arn: ProjectArn | ModelVersionArn, callContext: CallContext): Promise<readonly Tag[]>;
  /** As {@link tags}, but up to a minute old: grants may depend on them, and every read and event needs them. */
  tagsForPermissions(arn: ProjectArn, callContext: CallContext): Promise<readonly Tag[]>;
  /** Empty for a project that does not exist. */
  policies(projectArn: ProjectArn, callContext: CallContext): Promise<readonly ProjectPolicy[]>;
  /** After a change of its tags or policies, so that the next read sees it; null: of any project. */
  forget(projectArn: ProjectArn | null): void;
  evaluationReport(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<EvaluationReport>;
  manifestReport(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestReport>;
  manifestImages(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestImages>;
  lookoutVisionModel(
    at: AccountRegion,
    projectName: string,
    modelVersion: string,
    callContext: CallContext,
  ): Promise<LookoutVisionModel | null>;
}

/** @param readAt - when the read began, of the wall clock */
type OnTags = (arn: ProjectArn, tags: readonly Tag[], readAt: EpochMs) => void;

const TAGS_FOR_PERMISSIONS_MAX_AGE_MS = 60_000;
const MAX_SMALL = 10_000;
/** A report may be some megabytes, parsed. */
const MAX_REPORTS = 100;
/** Training writes its files once. */
const REPORT_MAX_AGE_MS = 3_600_000;

export function createAttachmentCache(options: {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly readMaxAgeMs: number;
  readonly staleIfErrorMs: number;
  /** Told the tags of a project that were read for permissions. Default: nobody is. */
  readonly onTags?: OnTags;
}): AttachmentCache {
  const { upstream, clock, readMaxAgeMs: maxAgeMs, staleIfErrorMs, onTags } = options;
  const small = { clock, maxEntries: MAX_SMALL, maxAgeMs, staleIfErrorMs };
  const large = { clock, maxEntries: MAX_REPORTS, maxAgeMs: REPORT_MAX_AGE_MS, staleIfErrorMs };
  const tags = createTtlCache<readonly Tag[]>(small);
  const tagsForPermissions = createTtlCache<readonly Tag[]>({
    ...small,
    maxAgeMs: TAGS_FOR_PERMISSIONS_MAX_AGE_MS,
  });
  const policies = createTtlCache<readonly ProjectPolicy[]>(small);
  const lookoutVisionModels = createTtlCache<LookoutVisionModel | null>(small);
  const evaluationReports = createTtlCache<EvaluationReport>(large);
  const manifestReports = createTtlCache<ManifestReport>(large);
  const manifestImages = createTtlCache<ManifestImages>({ ...large, maxEntries: MAX_SMALL });

  return {
    tags: (arn, callContext) =>
      tags.read(arn, callContext, (contextWithReason) => upstream.listTags(arn, contextWithReason)),
    tagsForPermissions: (arn, callContext) =>
      tagsForPermissions.read(arn, callContext, (contextWithReason) =>
        readTags({ upstream, clock, onTags }, arn, contextWithReason),
      ),
    policies: (arn, callContext) =>
      policies.read(
        arn,
        callContext,
        async (contextWithReason) => (await upstream.listProjectPolicies(arn, contextWithReason)) ?? [],
      ),
    forget(arn) {
      for (const it of [tags, tagsForPermissions, policies]) it.forget(arn);
    },
    evaluationReport: (at, file, callContext) =>
      evaluationReports.read(fileKey(at, file), callContext, (contextWithReason) =>
        upstream.readEvaluationReport(at, file, contextWithReason),
      ),
    manifestReport: (at, file, callContext) =>
      manifestReports.read(fileKey(at, file), callContext, (contextWithReason) =>
        upstream.readManifestReport(at, file, contextWithReason),
      ),
    manifestImages: (at, file, callContext) =>
      manifestImages.read(fileKey(at, file), callContext, (contextWithReason) =>
        upstream.readManifestImages(at, file, contextWithReason),
      ),
    lookoutVisionModel: (at, projectName, modelVersion, callContext) =>
      lookoutVisionModels.read(
        `${accountRegionKey(at)} ${projectName} ${modelVersion}`,
        callContext,
        (contextWithReason) =>
          upstream.describeLookoutVisionModel(at, projectName, modelVersion, contextWithReason),
      ),
  };
}

/** None for a project that has just gone. */
async function readTags(
  {
    upstream,
    clock,
    onTags,
  }: { readonly upstream: Upstream; readonly clock: Clock; readonly onTags: OnTags | undefined },
  arn: ProjectArn,
  callContext: CallContext,
): Promise<readonly Tag[]> {
  const readAt = clock.wallNow();
  try {
    const tags = await upstream.listTags(arn, callContext);
    onTags?.(arn, tags, readAt);
    return tags;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

function fileKey(at: AccountRegion, { bucket, name, version }: S3Object): string {
  return JSON.stringify([accountRegionKey(at), bucket, name, version]);
}
