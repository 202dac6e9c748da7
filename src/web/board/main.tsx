import 'uplot/dist/uPlot.min.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/table.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/dialogs.css';
import './styles/screens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const container = document.getElementById('board');
if (!container) throw new Error('The page has no #board.');
createRoot(container).render(<App />);
