import type { Clock } from '../../clock.js';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { EvaluationReport } from '../../domain/evaluation-report.js';
import type { ManifestImages, ManifestReport } from '../../domain/manifest.js';
import type { EpochMs, LookoutVisionModel, ProjectPolicy, S3Object, Tag } from '../../domain/model.js';
import type { CallContext, Upstream } from '../../upstream/port.js';
import { TtlCache } from './ttl-cache.js';

/** @param readAt - when the read began, of the wall clock */
type OnTags = (arn: ProjectArn, tags: readonly Tag[], readAt: EpochMs) => void;

const TAGS_FOR_PERMISSIONS_MAX_AGE_MS = 60_000;
const MAX_SMALL = 10_000;
/** A report may be some megabytes, parsed. */
const MAX_REPORTS = 100;
/** Training writes its files once. */
const REPORT_MAX_AGE_MS = 3_600_000;

interface Settings {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly readMaxAgeMs: number;
  readonly staleIfErrorMs: number;
  /** Told the tags of a project that were read for permissions. Default: nobody is. */
  readonly onTags?: OnTags;
}

/** What belongs to projects and versions but is not in their descriptions. */
export class AttachmentCache {
  private readonly ofTags: TtlCache<readonly Tag[]>;
  private readonly ofTagsForPermissions: TtlCache<readonly Tag[]>;
  private readonly ofPolicies: TtlCache<readonly ProjectPolicy[]>;
  private readonly ofLookoutVisionModels: TtlCache<LookoutVisionModel | null>;
  private readonly ofEvaluationReports: TtlCache<EvaluationReport>;
  private readonly ofManifestReports: TtlCache<ManifestReport>;
  private readonly ofManifestImages: TtlCache<ManifestImages>;

  constructor(private readonly settings: Settings) {
    const { clock, readMaxAgeMs: maxAgeMs, staleIfErrorMs } = settings;
    const small = { clock, maxEntries: MAX_SMALL, maxAgeMs, staleIfErrorMs };
    const large = { clock, maxEntries: MAX_REPORTS, maxAgeMs: REPORT_MAX_AGE_MS, staleIfErrorMs };
    this.ofTags = new TtlCache(small);
    this.ofTagsForPermissions = new TtlCache({ ...small, maxAgeMs: TAGS_FOR_PERMISSIONS_MAX_AGE_MS });
    this.ofPolicies = new TtlCache(small);
    this.ofLookoutVisionModels = new TtlCache(small);
    this.ofEvaluationReports = new TtlCache(large);
    this.ofManifestReports = new TtlCache(large);
    this.ofManifestImages = new TtlCache({ ...large, maxEntries: MAX_SMALL });
  }

  tags(arn: ProjectArn | ModelVersionArn, callContext: CallContext): Promise<readonly Tag[]> {
    return this.ofTags.read(arn, callContext, (withReason) =>
      this.settings.upstream.listTags(arn, withReason),
    );
  }

  /** As {@link tags}, but up to a minute old: grants may depend on them, and every read and event needs them. */
  tagsForPermissions(arn: ProjectArn, callContext: CallContext): Promise<readonly Tag[]> {
    return this.ofTagsForPermissions.read(arn, callContext, (withReason) => this.readTags(arn, withReason));
  }

  /** Empty for a project that does not exist. */
  policies(projectArn: ProjectArn, callContext: CallContext): Promise<readonly ProjectPolicy[]> {
    const { upstream } = this.settings;
    return this.ofPolicies.read(
      projectArn,
      callContext,
      async (withReason) => (await upstream.listProjectPolicies(projectArn, withReason)) ?? [],
    );
  }

  /** After a change of its tags or policies, so that the next read sees it; null: of any project. */
  forget(projectArn: ProjectArn | null): void {
    for (const it of [this.ofTags, this.ofTagsForPermissions, this.ofPolicies]) it.forget(projectArn);
  }

  evaluationReport(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<EvaluationReport> {
    const { upstream } = this.settings;
    return this.ofEvaluationReports.read(fileKey(at, file), callContext, (withReason) =>
      upstream.readEvaluationReport(at, file, withReason),
    );
  }

  manifestReport(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestReport> {
    const { upstream } = this.settings;
    return this.ofManifestReports.read(fileKey(at, file), callContext, (withReason) =>
      upstream.readManifestReport(at, file, withReason),
    );
  }

  manifestImages(at: AccountRegion, file: S3Object, callContext: CallContext): Promise<ManifestImages> {
    const { upstream } = this.settings;
    return this.ofManifestImages.read(fileKey(at, file), callContext, (withReason) =>
      upstream.readManifestImages(at, file, withReason),
    );
  }

  lookoutVisionModel(
    at: AccountRegion,
    projectName: string,
    modelVersion: string,
    callContext: CallContext,
  ): Promise<LookoutVisionModel | null> {
    const { upstream } = this.settings;
    const key = `${accountRegionKey(at)} ${projectName} ${modelVersion}`;
    return this.ofLookoutVisionModels.read(key, callContext, (withReason) =>
      upstream.describeLookoutVisionModel(at, projectName, modelVersion, withReason),
    );
  }

  /** None for a project that has just gone. */
  private async readTags(arn: ProjectArn, callContext: CallContext): Promise<readonly Tag[]> {
    const { upstream, clock, onTags } = this.settings;
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
}

function fileKey(at: AccountRegion, { bucket, name, version }: S3Object): string {
  return JSON.stringify([accountRegionKey(at), bucket, name, version]);
}
