import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const isPhone = matchMedia('(max-width: 720px)');

/** ARNs are long: every editor wraps. On a phone each column counts. */
export function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor])
      editor?.updateOptions({
        wordWrap: 'on',
        fontSize: isPhone.matches ? 12 : 14,
        ...(isPhone.matches && { lineNumbers: 'off', folding: false }),
      });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  useReadiness(queryEditor && variableEditor && responseEditor);
  return null;
}

/** A tab that is pressed before the editors are there keeps the text of the one before: nothing takes a press until then. */
function useReadiness(isReady: unknown): void {
  useEffect(() => {
    document.body.inert = !isReady;
  }, [isReady]);
}
