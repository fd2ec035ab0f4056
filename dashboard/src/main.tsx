import { render } from 'preact';
import { Frame } from './frame';
import './tokens.css';
import './base.css';

const root = document.getElementById('app');
if (root) render(<Frame />, root);
