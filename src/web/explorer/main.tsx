import './workers.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import './status-strip.css';
import './phone.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.js';
import { loadFacts } from './load-facts.js';
import { refreshStoredArns, storedArns } from './stored-tabs.js';

const container = document.getElementById('explorer');
if (!container) throw new Error('The page has no #explorer.');

const facts = await loadFacts(storedArns()[0]);
refreshStoredArns(facts);
createRoot(container).render(<Explorer atStart={facts} />);
