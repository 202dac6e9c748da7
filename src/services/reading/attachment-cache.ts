import type { Clock } from '../../clock.js';
import {
  type AccountRegion,
  accountRegionKey,
  type ModelVersionArn,
  type ProjectArn,
} from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { LookoutVisionModel, ProjectPolicy, S3Object, Tag } from '../../domain/model.js';
import type { EvaluationReport, ManifestReport } from '../../domain/report.js';
import type { Ask, Upstream } from '../../upstream/port.js';
import { createMemo } from './ttl-cache.js';

/** What hangs on projects and versions but is not in their descriptions. */
export interface Attachments {
  tags(arn: ProjectArn | ModelVersionArn, ask: Ask): Promise<readonly Tag[]>;
  /** As {@link tags}, but up to a minute old: grants may hang on them, and every read and event asks. */
  tagsOfRights(arn: ProjectArn, ask: Ask): Promise<readonly Tag[]>;
  /** Empty for a project that does not exist. */
  policies(projectArn: ProjectArn, ask: Ask): Promise<readonly ProjectPolicy[]>;
  /** After a change of its tags or policies, so that the next read sees it; null: of any project. */
  forget(projectArn: ProjectArn | null): void;
  evaluationReport(at: AccountRegion, file: S3Object, ask: Ask): Promise<EvaluationReport>;
  manifestReport(at: AccountRegion, file: S3Object, ask: Ask): Promise<ManifestReport>;
  lookoutVisionModel(
    at: AccountRegion,
    projectName: string,
    modelVersion: string,
    ask: Ask,
  ): Promise<LookoutVisionModel | null>;
}

const TAGS_OF_RIGHTS_MAX_AGE_MS = 60_000;
const MAX_SMALL = 10_000;
/** A report may be some megabytes, parsed. */
const MAX_REPORTS = 100;
/** Training writes its files once. */
const REPORT_MAX_AGE_MS = 3_600_000;

export function createAttachments(options: {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly readMaxAgeMs: number;
  readonly staleMaxAgeMs: number;
}): Attachments {
  const { upstream, clock, readMaxAgeMs: maxAgeMs, staleMaxAgeMs } = options;
  const small = { clock, maxEntries: MAX_SMALL, maxAgeMs, staleMaxAgeMs };
  const large = { clock, maxEntries: MAX_REPORTS, maxAgeMs: REPORT_MAX_AGE_MS, staleMaxAgeMs };
  const tags = createMemo<readonly Tag[]>(small);
  const tagsOfRights = createMemo<readonly Tag[]>({ ...small, maxAgeMs: TAGS_OF_RIGHTS_MAX_AGE_MS });
  const policies = createMemo<readonly ProjectPolicy[]>(small);
  const lookoutVisionModels = createMemo<LookoutVisionModel | null>(small);
  const evaluationReports = createMemo<EvaluationReport>(large);
  const manifestReports = createMemo<ManifestReport>(large);

  return {
    tags: (arn, ask) => tags.read(arn, ask, (because) => upstream.listTags(arn, because)),
    tagsOfRights: (arn, ask) => tagsOfRights.read(arn, ask, (because) => readTags(upstream, arn, because)),
    policies: (arn, ask) =>
      policies.read(arn, ask, async (because) => (await upstream.listProjectPolicies(arn, because)) ?? []),
    forget(arn) {
      for (const it of [tags, tagsOfRights, policies]) it.forget(arn);
    },
    evaluationReport: (at, file, ask) =>
      evaluationReports.read(fileKey(at, file), ask, (because) =>
        upstream.readEvaluationReport(at, file, because),
      ),
    manifestReport: (at, file, ask) =>
      manifestReports.read(fileKey(at, file), ask, (because) =>
        upstream.readManifestReport(at, file, because),
      ),
    lookoutVisionModel: (at, projectName, modelVersion, ask) =>
      lookoutVisionModels.read(`${accountRegionKey(at)} ${projectName} ${modelVersion}`, ask, (because) =>
        upstream.describeLookoutVisionModel(at, projectName, modelVersion, because),
      ),
  };
}

/** None for a project that has just gone. */
async function readTags(upstream: Upstream, arn: ProjectArn, ask: Ask): Promise<readonly Tag[]> {
  try {
    return await upstream.listTags(arn, ask);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

function fileKey(at: AccountRegion, { bucket, name, version }: S3Object): string {
  return JSON.stringify([accountRegionKey(at), bucket, name, version]);
}
