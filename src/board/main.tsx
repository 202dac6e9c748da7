import './board.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const container = document.getElementById('board');
if (!container) throw new Error('The page has no #board.');
createRoot(container).render(<App />);
