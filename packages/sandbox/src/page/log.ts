import type { MockCall } from '@apigouv/core/mocks';
import { byId, make } from './dom.ts';
import { json } from './server.ts';

const SHOWN = 20;

export async function showLog(): Promise<void> {
  const calls = await json<MockCall[]>('/_sandbox/log');
  byId('log').replaceChildren(...calls.slice(-SHOWN).reverse().map(row));
}

function row({ operation, status, code, duration, params }: MockCall): HTMLElement {
  const cells = [
    operation ?? 'route inconnue',
    String(status || 'sans réponse'),
    code ?? '',
    `${duration} ms`,
    params ? JSON.stringify(params) : '',
  ];
  const line = make('tr');
  line.append(...cells.map((text) => make('td', text)));
  return line;
}
