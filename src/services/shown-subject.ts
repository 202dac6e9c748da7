import { type Author, isAuthor } from '../domain/automation/author.js';
import type { NamedProject } from './permissions.js';
import type { Session } from './session.js';

/** The subject of an author as far as the caller may know it: owners of the project and the author itself; null to others. */
export async function shownSubject(
  { caller, permissions }: Pick<Session, 'caller' | 'permissions'>,
  project: NamedProject,
  author: Pick<Author, 'subject' | 'issuer'>,
): Promise<string | null> {
  return isAuthor(caller, author) || (await permissions.may('delete', project)) ? author.subject : null;
}
