import { createHash } from 'node:crypto';
import { placeOf } from '../arns.js';
import { ServiceError } from '../errors.js';
import { statusAt } from '../lifecycle.js';
import { operation } from '../operation.js';
import type { Region, State, Version } from '../state.js';
import { contentOf } from '../training/file-content.js';
import { outputName, writtenFiles } from '../training/output-files.js';
import { string, structure } from '../validation/shape.js';
import type { World } from '../world.js';

export interface StoredObject {
  readonly isNotModified: boolean;
  readonly etag: string;
  readonly contentType: string;
  readonly modifiedAtMs: number;
  readonly body: string;
}

const INPUT = structure({ Bucket: string({ min: 1 }), Key: string({ min: 1 }) }, { IfNoneMatch: string({}) });

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * There are no buckets but those that versions name as their output, and nothing in them but what training wrote.
 * A bucket belongs to the accounts whose trainings write to it. Files go when their version is deleted; in AWS they stay.
 */
export const getObject = operation({
  name: 'GetObject',
  notes: 'Path style. Training output files only: evaluation summary, manifest summary, manifests.',
  changesState: false,
  input: INPUT,
  run: read,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = operation({
  name: 'HeadObject',
  notes: 'As GetObject, without the body.',
  changesState: false,
  input: INPUT,
  run: read,
});

interface Input {
  readonly Bucket: string;
  readonly Key: string;
  readonly IfNoneMatch?: string | undefined;
}

function read({ state, caller, nowMs }: World, { Bucket, Key, IfNoneMatch }: Input): StoredObject {
  const writers = writersOf(state, Bucket);
  if (writers.length === 0)
    throw refusal('NoSuchBucket', 'The specified bucket does not exist', { BucketName: Bucket });
  const own = writers.filter(({ version }) => placeOf(version.arn)?.account === caller.account);
  const isForbidden = own.length === 0 || own.some(({ version }) => version.output.reading === 'FORBIDDEN');
  if (isForbidden) throw refusal('AccessDenied', 'Access Denied', {});
  const file = own.map((writer) => written(writer, Key, nowMs)).find((it) => it !== undefined);
  if (!file) throw refusal('NoSuchKey', 'The specified key does not exist.', { Key });
  const etag = `"${createHash('md5').update(file.body).digest('hex')}"`;
  const isNotModified = IfNoneMatch === '*' || (IfNoneMatch ?? '').includes(etag);
  return { isNotModified, etag, contentType: 'application/json', ...file };
}

type Written = Pick<StoredObject, 'modifiedAtMs' | 'body'>;

interface Writer {
  readonly version: Version;
  readonly region: Region;
}

function writersOf(state: State, bucket: string): Writer[] {
  return Object.values(state.regions).flatMap((region) =>
    Object.values(region.versions)
      .filter(({ output }) => output.bucket === bucket)
      .map((version) => ({ version, region })),
  );
}

function written({ version, region }: Writer, key: string, nowMs: number): Written | undefined {
  const projectName = region.projects[version.projectArn]?.name;
  const status = statusAt(version.change, nowMs);
  if (projectName === undefined || status === null || version.output.reading === 'REMOVED') return undefined;
  const file = writtenFiles(version, status).find((it) => outputName(it, version, projectName) === key);
  if (!file) return undefined;
  const modifiedAtMs = Math.max(version.training.endsAtMs, version.createdAtMs);
  return { modifiedAtMs, body: contentOf(file, version) };
}

function refusal(code: string, message: string, members: Record<string, string>): ServiceError {
  return new ServiceError(code, message, undefined, members);
}
