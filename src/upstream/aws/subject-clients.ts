import { createHash } from 'node:crypto';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { LRUCache } from 'lru-cache';
import { type AccountAccess, type AwsClients, type AwsEndpoint, clientSettings } from './clients.js';

/** A session lasts an hour: a subject's changes within it share one. */
const MAX_SUBJECTS = 200;

/**
 * Clients that assume the role for a subject: CloudTrail names it as the source identity of every call, and policies
 * may require the session tag `subject`. They share the connections of `clients`.
 */
export function createSubjectClients(
  access: AccountAccess,
  endpoint: AwsEndpoint,
  clients: AwsClients,
): (subject: string) => AwsClients {
  const known = new LRUCache<string, AwsClients>({ max: MAX_SUBJECTS });
  return (subject) => {
    const before = known.get(subject);
    if (before) return before;
    const settings = clientSettings(access, endpoint, {
      SourceIdentity: toSourceIdentity(subject),
      Tags: [{ Key: 'subject', Value: toTagValue(subject) }],
    });
    const { requestHandler } = clients.rekognition.config;
    const made = { ...clients, rekognition: new RekognitionClient({ ...settings, requestHandler }) };
    known.set(subject, made);
    return made;
  };
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: 2 to 64 of these characters. */
function toSourceIdentity(subject: string): string {
  if (/^[\w+=,.@-]{2,64}$/.test(subject)) return subject;
  const readable = subject.replace(/[^\w+=,.@-]/g, '-').slice(0, 50);
  return `${readable}-${createHash('sha256').update(subject).digest('hex').slice(0, 12)}`;
}

function toTagValue(subject: string): string {
  return subject.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(0, 256);
}
