import { accountRegionOf, type ModelVersionArn } from '../domain/arn.js';
import { changeOf, compareReports, type ReportComparison } from '../domain/comparison.js';
import { GatewayError, invalidInput, isOutage } from '../domain/errors.js';
import type { EvaluationReport } from '../domain/evaluation-report.js';
import type { ManifestImages } from '../domain/manifest.js';
import type { ModelVersion } from '../domain/model.js';
import { checkReadableBucket } from './allowed-destinations.js';
import { findModelVersion } from './model-versions.js';
import { readEvaluationReport } from './reports.js';
import type { Session } from './session.js';
import { inTurn } from './slices.js';

/** Two versions side by side. What lies in S3 is read when it is first wanted, once. */
export class Comparison {
  private reports: Promise<ReportComparison | null> | undefined;

  constructor(
    private readonly session: Session,
    private readonly base: ModelVersion,
    readonly modelVersion: ModelVersion,
  ) {}

  /** AWS's descriptions have it: no file is read. */
  get f1ScoreChange(): number | null {
    return changeOf(f1Of(this.base), f1Of(this.modelVersion));
  }

  /**
   * Null if one of the two evaluation reports is missing or cannot be read.
   * @throws GatewayError while AWS cannot be reached
   */
  compareReports(): Promise<ReportComparison | null> {
    this.reports ??= this.readReports();
    return this.reports;
  }

  /**
   * Whether they were tested on different images. Null if a manifest is missing or cannot be read.
   * @throws GatewayError while AWS cannot be reached
   */
  async testSetsDiffer(): Promise<boolean | null> {
    const [base, own] = await Promise.all(
      [this.base, this.modelVersion].map((it) =>
        unlessMissing(this.session, readTestImages(this.session, it)),
      ),
    );
    return base && own ? base.fingerprint !== own.fingerprint : null;
  }

  private async readReports(): Promise<ReportComparison | null> {
    const [base, own] = await Promise.all(
      [this.base, this.modelVersion].map((it) =>
        unlessMissing(
          this.session,
          readEvaluationReport(this.session, it.arn, it.evaluationResult?.summary ?? null),
        ),
      ),
    );
    return base && own ? compareOnce(this.session, base, own) : null;
  }
}

/** By the base's report, then by the other's: reports that are read are kept, and the same object until they are read anew. */
const compared = new WeakMap<EvaluationReport, WeakMap<EvaluationReport, ReportComparison>>();

/** Many labels take long: each pair of reports is compared once, and in a turn of the event loop of its own. */
async function compareOnce(
  { clock, callContext }: Session,
  base: EvaluationReport,
  report: EvaluationReport,
): Promise<ReportComparison> {
  const ofBase = compared.get(base) ?? new WeakMap<EvaluationReport, ReportComparison>();
  compared.set(base, ofBase);
  const known = ofBase.get(report);
  if (known) return known;
  return inTurn(
    () => {
      const comparison = ofBase.get(report) ?? compareReports(base, report);
      ofBase.set(report, comparison);
      return comparison;
    },
    clock,
    callContext.deadlineAt,
  );
}

const MAX_COMPARED = 10;

/**
 * The base with each of the others, in their order. Null for one that does not exist or may not be seen, and for all
 * of them if that is so of the base.
 * @throws GatewayError INVALID_INPUT unless there are 1..10 others
 */
export function compareModelVersions(
  session: Session,
  baseArn: ModelVersionArn,
  otherArns: readonly ModelVersionArn[],
): Promise<Comparison | null>[] {
  if (otherArns.length < 1 || otherArns.length > MAX_COMPARED)
    throw invalidInput(`with: expected 1 to ${MAX_COMPARED}, not ${otherArns.length}.`, ['with']);
  const base = findModelVersion(session, baseArn);
  return otherArns.map(async (arn) => {
    const [before, modelVersion] = await Promise.all([base, findModelVersion(session, arn)]);
    return before && modelVersion && new Comparison(session, before, modelVersion);
  });
}

function f1Of({ evaluationResult }: ModelVersion): number | null {
  return evaluationResult?.f1Score ?? null;
}

/** The manifest of the images that it was tested with, as training wrote it. Null if AWS names none, or several. */
async function readTestImages(
  session: Session,
  { arn, testingDataResult }: ModelVersion,
): Promise<ManifestImages | null> {
  const [file, ...more] = testingDataResult?.output ?? [];
  if (!file || more.length > 0) return null;
  checkReadableBucket(session, file.bucket);
  const { attachments, callContext, loaders } = session;
  const read = () => attachments.manifestImages(accountRegionOf(arn), file, callContext);
  return loaders.remember(`test images ${arn}`, read);
}

/** Null for a file that is not there, or that AWS or an operator's setting does not let the gateway read. */
async function unlessMissing<T>({ callContext }: Session, file: Promise<T>): Promise<T | null> {
  try {
    return await file;
  } catch (error) {
    const isMissing = error instanceof GatewayError && !isOutage(error) && !error.details.isOfCredentials;
    if (!isMissing) throw error;
    callContext.cacheDependencies?.noStore(); // nothing tells when the file is there
    return null;
  }
}
