import type { AccountRegion } from './arn.js';
import type { Tag } from './model.js';

/** What a caller may want to do in a project. */
export type Action = 'read' | 'start' | 'stop' | 'create' | 'delete' | 'copy' | 'policy';

const ACTIONS_OF = {
  viewer: ['read'],
  operator: ['read', 'start', 'stop'],
  owner: ['read', 'start', 'stop', 'create', 'delete', 'copy', 'policy'],
} as const satisfies Record<string, readonly Action[]>;

export type Role = keyof typeof ACTIONS_OF;
export const ROLES = Object.keys(ACTIONS_OF) as readonly Role[];

/** The role that allows least of those that allow this: they are listed from the least on. */
export function leastRoleFor(action: Action): Role | undefined {
  return ROLES.find((role) => (ACTIONS_OF[role] as readonly Action[]).includes(action));
}

/** A project as a grant sees it: by name, because names are unique among the living of an account and region. */
export interface ProjectName extends AccountRegion {
  readonly projectName: string;
}

type Matcher = (text: string) => boolean;

/** Names projects: `*`, or a project's ARN without its last number, in which `*` stands for any part of a segment. */
export interface ProjectPattern {
  readonly text: string;
  /** Whether it names this `<region>:<account>:<name>`. The partition follows from the region. */
  readonly names: Matcher;
  /** Whether it names projects in this `<region>:<account>`. */
  readonly reaches: Matcher;
  /** It names every project of its places, whatever they will be called. */
  readonly isWholePlace: boolean;
}

/** One role in a set of projects: those that a pattern names and that have all the tags. */
export interface Grant {
  readonly role: Role;
  readonly projects: readonly ProjectPattern[];
  /** Tag key → value; empty: whatever their tags. */
  readonly tags: Readonly<Record<string, string>>;
}

export const PROJECT_PATTERN_FORM =
  '* or arn:<partition>:rekognition:<region>:<account>:project/<name>, with * anywhere';

/** More than any configuration needs. */
const MAX_WILDCARDS = 6;
const PATTERN =
  /^arn:[a-z\d*-]+:rekognition:([a-z\d*-]+):([\d*]{1,12}):project\/([a-zA-Z0-9_.\-*]{1,255})(?:\/\*)?$/;

/** Null: not of the form {@link PROJECT_PATTERN_FORM}. */
export function parseProjectPattern(text: string): ProjectPattern | null {
  const wide = text === '*' ? 'arn:*:rekognition:*:*:project/*' : text;
  const [, region = '', accountId = '', name = ''] = PATTERN.exec(wide) ?? [];
  if (name === '' || wide.split('*').length - 1 > MAX_WILDCARDS) return null;
  return {
    text,
    names: toMatcher([region, accountId, name]),
    reaches: toMatcher([region, accountId]),
    isWholePlace: /^\*+$/.test(name),
  };
}

/**
 * Not a regular expression: callers choose the names, and with several stars one of 255 characters takes a regular
 * expression minutes of backtracking.
 */
function toMatcher(wild: readonly string[]): Matcher {
  if (wild.every((it) => /^\*+$/.test(it))) return () => true;
  const segments = wild.map((it) => it.split('*'));
  return (text) => {
    const given = text.split(':');
    return given.length === segments.length && segments.every((it, index) => fits(given[index] ?? '', it));
  };
}

/** @param parts - what is between the stars, in order; each is searched where it comes first */
function fits(text: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The grants that allow it if the project has their tags. None: it is denied, which is the default. */
export function grantsFor(
  grants: readonly Grant[],
  action: Action,
  { region, accountId, projectName }: ProjectName,
): readonly Grant[] {
  const key = `${region}:${accountId}:${projectName}`;
  return grants.filter((it) => allows(it, action) && it.projects.some((pattern) => pattern.names(key)));
}

/** In the projects that it names. */
export function allows({ role }: Grant, action: Action): boolean {
  return (ACTIONS_OF[role] as readonly Action[]).includes(action);
}

export function asksForTags({ tags }: Grant): boolean {
  return Object.keys(tags).length > 0;
}

/** Whether these are among the grant's projects as far as tags go. */
export function hasTags({ tags }: Grant, actual: readonly Tag[]): boolean {
  return Object.entries(tags).every(([key, value]) =>
    actual.some((it) => it.key === key && it.value === value),
  );
}

/** Whether any project of the account and region can be among the granted. */
export function reaches(grants: readonly Grant[], at: AccountRegion): boolean {
  return grants.some(({ projects }) => projects.some((it) => isIn(it, at)));
}

/** Whether every project of the account and region is among the granted, whatever it is called. */
export function reachesAll(grants: readonly Grant[], at: AccountRegion): boolean {
  return grants.some(
    (grant) => !asksForTags(grant) && grant.projects.some((it) => it.isWholePlace && isIn(it, at)),
  );
}

function isIn(pattern: ProjectPattern, { region, accountId }: AccountRegion): boolean {
  return pattern.reaches(`${region}:${accountId}`);
}
