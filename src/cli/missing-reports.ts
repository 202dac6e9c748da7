import { EvaluationReportDocument, GatewayError } from '../client/index.js';
import type { Context } from './command.js';
import { shortName } from './model-target.js';

/** Which of the models have no evaluation report that can be read, and why: a sentence each. */
export async function missingReports(context: Context, arns: readonly string[]): Promise<string[]> {
  const sentences = await Promise.all(arns.map((it) => whyMissing(context, it)));
  return sentences.filter((it) => it !== null);
}

/** Null: it is there. */
async function whyMissing({ client, signal }: Context, arn: string): Promise<string | null> {
  try {
    const { modelVersion } = await client.query(EvaluationReportDocument, { arn }, { signal });
    if (modelVersion?.evaluationResult?.report) return null;
    return `${shortName(arn)} has no evaluation report: its labels cannot be compared.`;
  } catch (error) {
    const isOfReport = error instanceof GatewayError && error.data !== null;
    if (!isOfReport) throw error;
    return `The evaluation report of ${shortName(arn)} cannot be read: ${error.message}`;
  }
}
