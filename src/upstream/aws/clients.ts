import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { LookoutVisionClient } from '@aws-sdk/client-lookoutvision';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AccountRegion } from '../../domain/arn.js';

/** One account and region that the gateway serves, and the role that opens it. */
export interface AccountAccess extends AccountRegion {
  readonly roleArn?: string;
  readonly externalId?: string;
}

/** Where AWS answers. Null: AWS itself, with the SDK's own chain of endpoint, credentials and region. */
export type AwsEndpoint = {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
} | null;

export interface AwsClients {
  readonly rekognition: RekognitionClient;
  /** Loaded when first used: most processes never read a report. */
  s3(): Promise<S3Client>;
  lookoutVision(): Promise<LookoutVisionClient>;
  /** Loaded when first used: only where USAGE_METRICS says so. */
  cloudWatch(): Promise<CloudWatchClient>;
  close(): void;
}

const CONNECTION_TIMEOUT_MS = 3_000;
/** A last resort under the governor's own timeout. */
const SOCKET_TIMEOUT_MS = 30_000;

export function createClients(access: AccountAccess, endpoint: AwsEndpoint): AwsClients {
  const settings = clientSettings(access, endpoint);
  const rekognition = new RekognitionClient(settings);
  let s3: Promise<S3Client> | undefined;
  let lookoutVision: Promise<LookoutVisionClient> | undefined;
  let cloudWatch: Promise<CloudWatchClient> | undefined;
  return {
    rekognition,
    s3: () => {
      s3 ??= import('@aws-sdk/client-s3').then(
        (sdk) => new sdk.S3Client({ ...settings, forcePathStyle: hasOwnEndpoint(endpoint) }),
      );
      return s3;
    },
    lookoutVision: () => {
      lookoutVision ??= import('@aws-sdk/client-lookoutvision').then(
        (sdk) => new sdk.LookoutVisionClient(settings),
      );
      return lookoutVision;
    },
    cloudWatch: () => {
      cloudWatch ??= import('@aws-sdk/client-cloudwatch').then((sdk) => new sdk.CloudWatchClient(settings));
      return cloudWatch;
    },
    close() {
      rekognition.destroy();
      void cloudWatch?.then((it) => it.destroy());
      void s3?.then((it) => it.destroy());
      void lookoutVision?.then((it) => it.destroy());
    },
  };
}

/** Settings that every client shares. The governor retries, so the SDK must not. */
export function clientSettings(
  access: Pick<AccountAccess, 'region'> & Partial<AccountAccess>,
  endpoint: AwsEndpoint,
  session: RoleSession = {},
) {
  const keys = endpoint && {
    endpoint: endpoint.url,
    credentials: { accessKeyId: endpoint.accessKeyId, secretAccessKey: endpoint.secretAccessKey },
  };
  return {
    region: access.region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: SOCKET_TIMEOUT_MS },
    ...keys,
    ...(access.roleArn && { credentials: roleCredentials(access, access.roleArn, keys, session) }),
  };
}

/** The subject for which a role is assumed. */
interface RoleSession {
  readonly SourceIdentity?: string;
  readonly Tags?: { Key: string; Value: string }[];
}

type Keys = { endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } } | null;

/** Assumes the role when first needed and again before the session ends. */
function roleCredentials(access: Partial<AccountAccess>, roleArn: string, keys: Keys, session: RoleSession) {
  return fromTemporaryCredentials({
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'custom-labels-gateway',
      ...session,
      ...(access.externalId && { ExternalId: access.externalId }),
    },
    ...(keys && { masterCredentials: keys.credentials }),
    clientConfig: {
      ...(access.region && { region: access.region }),
      ...(keys && { endpoint: keys.endpoint }),
    },
  });
}

/** Buckets are hosts on AWS, but paths on a configured endpoint. */
function hasOwnEndpoint(endpoint: AwsEndpoint): boolean {
  return endpoint !== null || Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
}
