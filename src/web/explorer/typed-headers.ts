import { pick, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { rememberHeaders } from './credentials.js';

/** So long after the last key a token counts as typed. */
const PAUSE_MS = 400;

/** Makes what is typed into the Headers of any tab count everywhere, before anything is run. */
export function TypedHeaders() {
  const { headerEditor } = useGraphiQL(pick('headerEditor'));
  useEffect(() => {
    if (!headerEditor) return;
    let timer: ReturnType<typeof setTimeout>;
    const typing = headerEditor.onDidChangeModelContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => rememberHeaders(tryParse(headerEditor.getValue())), PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      typing.dispose();
    };
  }, [headerEditor]);
  return null;
}

function tryParse(text: string): Record<string, unknown> | undefined {
  try {
    return tryParseJSONC(text);
  } catch {
    return undefined; // half typed
  }
}
