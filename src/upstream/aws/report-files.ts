import type { AccountRegion } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { S3Object } from '../../domain/model.js';
import type { Ask, Upstream } from '../port.js';
import type { Caller } from './caller.js';
import { parseEvaluationReport, parseManifestReport } from './reports.js';

/** Summaries of real trainings are some hundred kilobytes; what is larger is not one. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

type ReportFiles = Pick<Upstream, 'readEvaluationReport' | 'readManifestReport'>;

/** The files in S3 that descriptions point to. Only pointers that AWS itself answered come here. */
export function createReportFiles(caller: Caller): ReportFiles {
  return {
    readEvaluationReport: async (at, file, ask) =>
      parseEvaluationReport(await readText(caller, at, file, ask)),
    readManifestReport: async (at, file, ask) => parseManifestReport(await readText(caller, at, file, ask)),
  };
}

async function readText(caller: Caller, at: AccountRegion, file: S3Object, ask: Ask): Promise<string> {
  const { bucket, name, version } = file;
  if (!bucket || !name) throw new GatewayError('NOT_FOUND', 'AWS names no file in S3 for this report.');
  const input = { Bucket: bucket, Key: name, ...(version && { VersionId: version }) };
  const { answer } = await caller.call(at, 'GetObject', ask, async (clients, options) => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const client = await clients.s3();
    const object = await client.send(new GetObjectCommand(input), options);
    if ((object.ContentLength ?? 0) > MAX_FILE_BYTES)
      throw new GatewayError(
        'UPSTREAM_UNAVAILABLE',
        `The file in S3 is larger than ${MAX_FILE_BYTES} bytes.`,
      );
    return { text: (await object.Body?.transformToString()) ?? '', $metadata: object.$metadata };
  });
  return answer.text;
}
