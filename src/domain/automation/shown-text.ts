const MAX_CHARACTERS = 60;

/** What was given, as messages name it: in quotes, and not longer than a message bears. */
export function shown(text: string): string {
  return JSON.stringify(text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);
}
