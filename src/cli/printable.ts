/** What a terminal acts upon, or takes for an order to show what follows from right to left. */
const ACTED_UPON = '\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069';
const ESCAPE = '\\u001b\\[';
/** A text in one of the terminal's own colours, with nothing else in it. */
const PAINTED = `${ESCAPE}(?:1|3[1-3]|90)m(?:[^${ACTED_UPON}]|\\n)*${ESCAPE}(?:22|39)m`;
const CONTROLS = new RegExp(`[${ACTED_UPON}]`, 'gu');
const FOUND = new RegExp(`${PAINTED}|[${ACTED_UPON}]`, 'gu');

/**
 * The text with everything that a terminal acts upon written as JSON escapes it: names and messages are others' words. JSON stays
 * the same JSON. Ends of lines stay.
 * @param hasColours - what is painted stays, too
 */
export function printable(text: string, hasColours: boolean): string {
  return text.replace(FOUND, (found) => {
    const isKept = found === '\n' || (hasColours && found.length > 1);
    return isKept ? found : found.replace(CONTROLS, escaped);
  });
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
