import type { Scenario } from '@apigouv/core/mocks';
import { byId, make } from './dom.ts';
import { json, post } from './server.ts';

const ROUTE = '/_sandbox/scenarios';

/** A box a scenario, but for the one that wants a code. */
export async function showScenarios(): Promise<void> {
  const { scenarios, names } = await json<{ scenarios: Scenario[]; names: string[] }>(ROUTE);
  const active = new Set<string>(scenarios.map(({ type }) => type));
  byId('scenarios').replaceChildren(
    ...names.filter((name) => name !== 'error').map((name) => box(name, active.has(name))),
  );
}

function box(name: string, checked: boolean): HTMLElement {
  const input = make('input', '', { type: 'checkbox', value: name, checked });
  input.addEventListener('change', applyBoxes);
  const label = make('label');
  label.append(input, ` ${name}`);
  return label;
}

async function applyBoxes(): Promise<void> {
  const boxes = document.querySelectorAll<HTMLInputElement>('#scenarios input:checked');
  const text = [...boxes].map(({ value }) => (value === 'slow' ? 'slow:ms=2000' : value)).join(';');
  await fetch(ROUTE, { method: 'DELETE' });
  if (text) await post(ROUTE, { scenario: text });
}
