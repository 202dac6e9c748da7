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

/** Loaded when first used. */
class LateClient<T extends { destroy(): void }> {
  private client: Promise<T> | undefined;

  constructor(private readonly load: () => Promise<T>) {}

  get(): Promise<T> {
    this.client ??= this.load();
    return this.client;
  }

  destroy(): void {
    void this.client?.then((it) => it.destroy());
  }
}

export function createClients(access: AccountAccess, endpoint: AwsEndpoint): AwsClients {
  const settings = clientSettings(access, endpoint);
  const rekognition = new RekognitionClient(settings);
  const s3 = new LateClient(async () => {
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    return new Client({ ...settings, forcePathStyle: hasOwnEndpoint(endpoint) });
  });
  const lookoutVision = new LateClient(async () => {
    const { LookoutVisionClient: Client } = await import('@aws-sdk/client-lookoutvision');
    return new Client(settings);
  });
  const cloudWatch = new LateClient(async () => {
    const { CloudWatchClient: Client } = await import('@aws-sdk/client-cloudwatch');
    return new Client(settings);
  });
  return {
    rekognition,
    s3: () => s3.get(),
    lookoutVision: () => lookoutVision.get(),
    cloudWatch: () => cloudWatch.get(),
    close() {
      for (const it of [rekognition, s3, lookoutVision, cloudWatch]) it.destroy();
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
