import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { onHeaders } from './credentials.js';
import type { Facts } from './facts.js';
import { loadFacts } from './load-facts.js';
import { rememberArns, storedArns } from './stored-tabs.js';
import { refill } from './tabs.js';

/** The facts, asked for again with each token until there is a model. */
export function useFacts(atStart: Facts): Facts {
  const [facts, setFacts] = useState(atStart);
  const isComplete = facts.modelVersionArn !== '';
  useEffect(() => {
    if (isComplete) return;
    return onHeaders(async () => {
      const found = await loadFacts(storedArns()[0]);
      if (found.upstream === null) return;
      rememberArns(found);
      setFacts(found);
    });
  }, [isComplete]);
  return facts;
}

/** Brings the schema and the ARNs that could not be had when the page opened; each tab gets its own when it is shown. */
export function LateFacts({ facts }: { readonly facts: Facts }) {
  const { schema, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('schema', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  const { introspect } = useGraphiQLActions();
  const isKnown = facts.upstream !== null;
  const wasKnown = useRef(isKnown); // GraphiQL has asked for the schema itself then
  // biome-ignore lint/correctness/useExhaustiveDependencies: a schema that goes is none to ask for
  useEffect(() => {
    if (isKnown && !wasKnown.current && !schema) void introspect();
  }, [isKnown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies(activeTabIndex): the editors hold another tab's text then
  useEffect(() => {
    if (!queryEditor || !variableEditor) return;
    const tab = { query: queryEditor.getValue(), variables: variableEditor.getValue() };
    const variables = refill(tab, facts);
    if (variables !== tab.variables) variableEditor.setValue(variables);
  }, [facts, activeTabIndex, queryEditor, variableEditor]);
  return null;
}
