import './workers.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.js';
import { loadFacts } from './facts.js';
import { refreshStoredArns } from './stored-tabs.js';

const container = document.getElementById('explorer');
if (!container) throw new Error('The page has no #explorer.');

const facts = await loadFacts();
refreshStoredArns(facts);
createRoot(container).render(<Explorer facts={facts} />);
