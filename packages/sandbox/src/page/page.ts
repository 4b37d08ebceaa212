/** The page at `/`: it only calls the server that gave it. All that comes from data is written as text, never as markup. */
import type { ShownCase, ShownOperation } from '../admin/listing.ts';
import { byId, make, once } from './dom.ts';
import { showLog } from './log.ts';
import { showScenarios } from './scenarios.ts';
import { ask, json, post } from './server.ts';

const token = byId<HTMLInputElement>('token');
const filter = byId<HTMLInputElement>('filter');

function headersFor({ generated }: ShownOperation, { citizen, headers }: ShownCase): Record<string, string> {
  const bearer = (!citizen?.header && citizen?.token) || token.value || 'essai';
  return {
    authorization: `Bearer ${bearer}`,
    ...headers,
    ...(citizen?.header ? { [citizen.header]: citizen.token } : {}),
    ...Object.fromEntries(generated.map((name) => [name, crypto.randomUUID()])),
  };
}

function caseBlock(operation: ShownOperation, found: ShownCase): HTMLElement {
  const block = make('details');
  block.append(make('summary', `${found.status} · ${found.title}`));
  once(block, () => {
    const out = make('pre', '', { tabIndex: 0, role: 'status' });
    const address = make('input', '', { type: 'text', value: found.address });
    const label = make('label', 'Requête');
    label.append(address);
    const call = make('button', 'Appeler', { type: 'button' });
    call.addEventListener('click', async () => {
      const { status, text } = await ask(address.value, { headers: headersFor(operation, found) });
      out.textContent = `HTTP ${status}\n${indented(text)}`;
      showLog();
    });
    const headers = Object.entries(headersFor(operation, found));
    const curl = [
      'curl -g',
      ...headers.map(([name, value]) => `-H '${name}: ${value}'`),
      `'${location.origin}${found.address}'`,
    ].join(' ');
    block.append(
      label,
      call,
      out,
      make('p', 'En ligne de commande'),
      make('pre', curl, { tabIndex: 0 }),
      make('p', 'En TypeScript'),
      make('pre', found.snippet, { tabIndex: 0 }),
    );
  });
  return block;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function operationBlock(operation: ShownOperation): HTMLElement {
  const block = make('details');
  block.append(make('summary', `${operation.id} — ${operation.path}`));
  once(block, () => {
    if (operation.scopes.length > 0) block.append(make('p', `Scopes : ${operation.scopes.join(', ')}`));
    block.append(...operation.cases.map((found) => caseBlock(operation, found)));
  });
  return block;
}

function showOperations(operations: readonly ShownOperation[]): void {
  const wanted = filter.value.toLowerCase();
  const found = operations.filter(({ id, path }) => `${id} ${path}`.toLowerCase().includes(wanted));
  byId('count').textContent = `${found.length} ${found.length > 1 ? 'opérations' : 'opération'}`;
  byId('operations').replaceChildren(...found.map(operationBlock));
}

byId('mint').addEventListener('click', async () => {
  const scopes = byId<HTMLInputElement>('scopes')
    .value.split(/[\s,]+/)
    .filter(Boolean);
  const { checked: expired } = byId<HTMLInputElement>('expired');
  const minted = await post<{ token: string }>('/_sandbox/tokens', { scopes, expired });
  token.value = minted.token;
});
byId('reload').addEventListener('click', showLog);
const operations = await json<ShownOperation[]>('/_sandbox/operations');
filter.addEventListener('input', () => showOperations(operations));
showOperations(operations);
showScenarios();
showLog();
