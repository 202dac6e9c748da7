import type { Warning } from './plan.js';
import {
  ACTION,
  MAX_CHARACTERS,
  namesEverybody,
  principalsIn,
  statementsIn,
  textsIn,
} from './policy-document.js';

type Document = Readonly<Record<string, unknown>>;

/**
 * What the writer of a project policy should know, of any JSON object, also of one that is refused.
 * @param isConfigured - whether the gateway serves an account
 */
export function lintPolicy(document: Document, isConfigured: (accountId: string) => boolean): Warning[] {
  const { isPublic, otherActions, accounts, characters } = factsOf(document);
  const strangers = accounts.filter((it) => !isConfigured(it)).slice(0, MAX_TOLD);
  return [
    ...(isPublic ? [warning('PUBLIC_POLICY', PUBLIC)] : []),
    ...otherActions.map((it) =>
      warning('UNKNOWN_ACTION', `a project policy knows no action but ${ACTION}, not ${shown(it)}.`),
    ),
    ...strangers.map((it) =>
      warning('ACCOUNT_NOT_CONFIGURED', `account ${it} is not configured on this gateway.`),
    ),
    ...(characters > MAX_CHARACTERS
      ? [warning('POLICY_TOO_LONG', `AWS takes ${MAX_CHARACTERS} characters as text, not ${characters}.`)]
      : []),
  ];
}

interface Facts {
  readonly isPublic: boolean;
  readonly otherActions: readonly string[];
  readonly accounts: readonly string[];
  /** As text. */
  readonly characters: number;
}

/** Of one document, however many fields of an operation take it. Nobody changes a document. */
const known = new WeakMap<object, Facts>();

const ACCOUNT = /^(?:arn:[a-z\d-]+:(?:iam|sts)::)?(\d{12})(?::.+)?$/;
const PUBLIC = 'Principal "*" stands for everybody, so any AWS account may copy the models.';
/** Of warnings of one kind, and of characters of a text that is told back. */
const MAX_TOLD = 10;
const MAX_SHOWN = 60;

function factsOf(document: Document): Facts {
  const remembered = known.get(document);
  if (remembered) return remembered;
  const statements = statementsIn(document);
  const facts = {
    isPublic: namesEverybody(document),
    otherActions: otherActionsIn(statements).slice(0, MAX_TOLD),
    accounts: accountsIn(statements),
    characters: JSON.stringify(document).length,
  };
  known.set(document, facts);
  return facts;
}

function otherActionsIn(statements: readonly Document[]): string[] {
  const actions = statements.flatMap(({ Action }) => textsIn(Action));
  return [...new Set(actions.filter((it) => it.toLowerCase() !== ACTION.toLowerCase()))];
}

function accountsIn(statements: readonly Document[]): string[] {
  const principals = statements.flatMap(({ Principal }) => principalsIn(Principal));
  return [...new Set(principals.flatMap((it) => ACCOUNT.exec(it)?.[1] ?? []))];
}

function shown(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}

function warning(code: string, message: string): Warning {
  return { code, message: `policyDocument: ${message}`, field: ['policyDocument'] };
}
