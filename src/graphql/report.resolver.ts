import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readEvaluationReport, readManifestReport } from '../services/reports.js';
import { Cacheable } from './cacheable.js';
import type { Context } from './context.js';
import { EvaluationResultType, ManifestSummaryType } from './model-version.type.js';
import { EvaluationReportType, ManifestReportType } from './report.type.js';

@Resolver(() => EvaluationResultType)
export class EvaluationResultResolver {
  @Cacheable()
  @FieldResolver(() => EvaluationReportType, {
    nullable: true,
    description:
      'The evaluation summary, read from S3; null when there is none. An S3 failure is an error on this field alone.',
  })
  report(@Root() { modelVersionArn, summary }: EvaluationResultType, @Ctx() { session }: Context) {
    return readEvaluationReport(session, modelVersionArn, summary);
  }
}

@Resolver(() => ManifestSummaryType)
export class ManifestSummaryResolver {
  @Cacheable()
  @FieldResolver(() => ManifestReportType, {
    nullable: true,
    description:
      'The manifest summary, read from S3: why training failed or which rows were dropped. An S3 failure is an error on this field alone.',
  })
  report(@Root() { modelVersionArn, s3Object }: ManifestSummaryType, @Ctx() { session }: Context) {
    return readManifestReport(session, modelVersionArn, s3Object);
  }
}
