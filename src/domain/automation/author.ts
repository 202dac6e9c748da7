import type { Caller } from '../caller.js';
import { type Grant, parseProjectPattern, type Role } from '../grant.js';

/** The author of a record, as it is stored: the gateway acts on the record with the author's rights. */
export interface Author {
  readonly subject: string;
  /** Of the token, null without one; absent from what a release before 0.2.0 stored. */
  readonly issuer?: string | null;
  readonly groups: readonly string[];
  /** Of the token with which it was put; they hold until the next put. */
  readonly grants: readonly StoredGrant[];
}

interface StoredGrant {
  readonly role: Role;
  /** The texts of the patterns. */
  readonly projects: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export function toAuthor({ subject, issuer = null, groups = [], tokenGrants = [] }: Caller): Author {
  const grants = tokenGrants.map(({ role, projects, tags }) => ({
    role,
    projects: projects.map(({ text }) => text),
    tags,
  }));
  return { subject, issuer, groups, grants };
}

/** Whether the caller has put the record. The subject decides where a release before 0.2.0 stored no issuer. */
export function isAuthor(
  { subject, issuer = null }: Caller,
  author: Pick<Author, 'subject' | 'issuer'>,
): boolean {
  return author.subject === subject && (author.issuer === undefined || author.issuer === issuer);
}

export function tokenGrantsOf({ grants }: Author): readonly Grant[] {
  return grants.map(({ role, projects, tags }) => ({
    role,
    projects: projects.flatMap((it) => parseProjectPattern(it) ?? []),
    tags,
  }));
}
