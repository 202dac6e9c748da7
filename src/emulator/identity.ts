import { createHash, randomBytes } from 'node:crypto';
import { partitionOf } from './arns.js';
import { ServiceError } from './errors.js';
import type { Caller } from './world.js';

/** The account of every access key that names no account itself. */
const DEFAULT_ACCOUNT = '123456789012';

const ACCESS_KEY_PATTERN = /^ASIA([A-Z0-9]{8})([A-Z0-9]{4})([A-Z0-9]{4})$/;

export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly sessionToken?: string | undefined;
}

/** The parts of a request that a signature can be in. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
}

/**
 * Reads the signer, and the scope of the signature, from the Authorization header or a presigned URL; undefined without a signature.
 * The signature itself is not checked: there is no secret to check it with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf({ headers, query }: SignedRequest): Signature | undefined {
  const header = /^AWS4-HMAC-SHA256 .*Credential=([^,\s]+)/.exec(String(headers.authorization ?? ''))?.[1];
  const credential = header ?? query.get('X-Amz-Credential') ?? '';
  const parts = /^([\w+=,.@-]{1,128})\/\d{8}\/([a-z0-9-]{1,32})\/([a-z0-9-]{1,64})\/aws4_request$/.exec(
    credential,
  );
  const [, accessKeyId, region, service] = parts ?? [];
  if (!accessKeyId || !region || !service) return undefined;
  const token = headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token') ?? undefined;
  return { accessKeyId, region, service, sessionToken: token === undefined ? undefined : String(token) };
}

/** The signer as a principal: the role's session if our STS minted the credentials, else the account's root. */
export function callerOf({ accessKeyId, region, sessionToken }: Signature): Caller {
  const account = accountOf(accessKeyId);
  const place = { partition: partitionOf(region), region, account };
  const session = sessionToken === undefined ? undefined : openSession(sessionToken);
  if (session?.account === account) return { ...place, arn: session.arn, roleArn: session.roleArn };
  return { ...place, arn: `arn:${place.partition}:iam::${account}:root` };
}

/** The error for a request that nobody signed. Rekognition's own answer is not documented [UNC]. */
export function missingSignature(): ServiceError {
  return new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
}

/** An access key that names its account, so that it works after a restart too. */
export function mintAccessKeyId(account: string): string {
  const body =
    Number(account).toString(36).toUpperCase().padStart(8, '0') +
    randomBytes(2).toString('hex').toUpperCase();
  return `ASIA${body}${checkOf(body)}`;
}

/** A session token that carries its role. */
export function mintSessionToken(session: Session): string {
  return Buffer.from(JSON.stringify(session)).toString('base64');
}

export interface Session {
  readonly account: string;
  readonly arn: string;
  readonly roleArn: string;
}

function openSession(token: string): Session | undefined {
  try {
    const { account, arn, roleArn } = JSON.parse(Buffer.from(token, 'base64').toString());
    const isOurs = [account, arn, roleArn].every((member) => typeof member === 'string');
    return isOurs ? { account, arn, roleArn } : undefined;
  } catch {
    return undefined; // a token of real AWS credentials
  }
}

function accountOf(accessKeyId: string): string {
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId;
  const [, account = '', nonce = '', check] = ACCESS_KEY_PATTERN.exec(accessKeyId) ?? [];
  if (check === undefined || checkOf(account + nonce) !== check) return DEFAULT_ACCOUNT;
  return String(Number.parseInt(account, 36)).padStart(12, '0');
}

function checkOf(body: string): string {
  return createHash('sha256').update(`emulator ${body}`).digest('hex').slice(0, 4).toUpperCase();
}
