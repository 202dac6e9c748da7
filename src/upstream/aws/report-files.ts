import type { Readable } from 'node:stream';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { AccountRegion } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { S3Object } from '../../domain/model.js';
import type { CallContext, Upstream } from '../port.js';
import type { AwsCaller, Send } from './caller.js';
import { parseManifestImages } from './manifest-images.js';
import { readBody } from './read-body.js';
import { parseEvaluationReport, parseManifestReport } from './reports.js';

/** Summaries of real trainings are some hundred kilobytes, manifests of ten thousand images ten megabytes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

type ReportFiles = Pick<Upstream, 'readEvaluationReport' | 'readManifestReport' | 'readManifestImages'>;

/** The files in S3 that descriptions point to. Only pointers that AWS itself answered come here. */
export function createReportFiles(caller: AwsCaller): ReportFiles {
  return {
    readEvaluationReport: async (at, file, callContext) =>
      parseEvaluationReport(await readText(caller, at, file, callContext)),
    readManifestReport: async (at, file, callContext) =>
      parseManifestReport(await readText(caller, at, file, callContext)),
    readManifestImages: async (at, file, callContext) =>
      parseManifestImages(await readText(caller, at, file, callContext)),
  };
}

async function readText(
  caller: AwsCaller,
  at: AccountRegion,
  file: S3Object,
  callContext: CallContext,
): Promise<string> {
  const { bucket, name, version } = file;
  if (!bucket || !name) throw new GatewayError('NOT_FOUND', 'AWS names no file in S3 for this report.');
  const input = { Bucket: bucket, Key: name, ...(version && { VersionId: version }) };
  const send: Send<Output & { text: string }> = async (clients, options) => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const object = await (await clients.s3()).send(new GetObjectCommand(input), options);
    return { text: await textOf(object, options.abortSignal), $metadata: object.$metadata };
  };
  const { answer } = await caller.call(at, 'GetObject', callContext, send, { thing: `${bucket}/${name}` });
  return answer.text;
}

/** @throws GatewayError UPSTREAM_FAILED if the file is too large; its body is let go unread */
async function textOf(
  { Body: body, ContentLength: bytes = 0 }: S3File,
  signal: AbortSignal,
): Promise<string> {
  if (!body) return '';
  const maxBytes = bytes > MAX_FILE_BYTES ? 0 : MAX_FILE_BYTES;
  const text = await readBody(body as Readable, maxBytes, signal);
  if (text !== null) return text;
  throw new GatewayError('UPSTREAM_FAILED', `The file in S3 is larger than ${MAX_FILE_BYTES} bytes.`);
}

type Output = Pick<GetObjectCommandOutput, '$metadata'>;
type S3File = Pick<GetObjectCommandOutput, 'Body' | 'ContentLength'>;
