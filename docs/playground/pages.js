/** On every page with code: a whole program of ours gets a button that runs it, there, and lets the reader change it. */
import { isKnown } from './bundles.js';
import { isRunnable } from './modules.ts';

let count = 0;

for (const code of document.querySelectorAll('pre > code.ts')) {
  const program = textOf(code);
  if (isRunnable(program, isKnown)) offer(code.parentElement, program);
}

/** Its lines end with <br>, and `innerText` sees none of them while TypeDoc keeps the page hidden. */
function textOf(code) {
  const copy = code.cloneNode(true);
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  return copy.textContent.trimEnd();
}

function offer(pre, program) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'essai-ouvrir',
    textContent: 'Essayer ici',
  });
  pre.after(button);
  button.addEventListener('click', async () => {
    button.disabled = true;
    const { openEditor } = await import('./editor.js');
    count += 1;
    openEditor(pre, button, program, `essai-${count}`);
  });
}
