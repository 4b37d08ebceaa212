export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

/** What a block holds is made when it opens, once: hundreds of cases cost nothing until then. */
export function once(block: HTMLDetailsElement, fill: () => void): void {
  block.addEventListener('toggle', fill, { once: true });
}
