import { render } from 'preact';
import { comeBack } from './api/signin';
import { Frame } from './frame';
import { replace } from './route';
import './tokens.css';
import './base.css';

async function start(): Promise<void> {
  const back = new URLSearchParams(location.search).has('code') ? await comeBack().catch(() => null) : null;
  if (back !== null) replace(back);
  const root = document.getElementById('app');
  if (root) render(<Frame />, root);
}

void start();
