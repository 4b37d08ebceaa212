/** The editor of one program: its text, the situation, the button, the result. Used by the page « Essayer » and by every example. */
import { runProgram } from './runner.js';
import { SITUATIONS } from './simulation.js';

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

export function createEditor(id) {
  const program = element('textarea', { id, spellcheck: false, autocapitalize: 'off', autocomplete: 'off' });
  const situation = element('select', { id: `${id}-situation` });
  for (const name of Object.keys(SITUATIONS)) situation.add(new Option(name));
  const launch = element('button', { id: `${id}-lancer`, type: 'button', textContent: 'Lancer' });
  const title = element('p', { id: `${id}-titre`, className: 'essai-titre', textContent: 'Résultat' });
  const result = element('pre', {
    id: `${id}-resultat`,
    role: 'status',
    tabIndex: 0,
    textContent: "Rien n'a encore été lancé.",
  });
  result.setAttribute('aria-labelledby', title.id);

  async function run() {
    result.textContent = 'En cours…';
    const show = (lines) => {
      result.textContent = lines.join('\n');
    };
    const lines = await runProgram(program.value, { situation: situation.value, show });
    if (lines.length === 0) result.textContent = '(rien n’a été affiché)';
  }

  launch.addEventListener('click', run);
  situation.addEventListener('change', run);
  program.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
  });
  const box = element(
    'div',
    { className: 'essai' },
    element('label', { htmlFor: id, textContent: 'Programme' }),
    program,
    element(
      'p',
      { className: 'essai-commandes' },
      element('label', { htmlFor: situation.id, textContent: 'Situation' }),
      situation,
      launch,
      element('span', { className: 'essai-aide', textContent: 'ou Ctrl+Entrée' }),
    ),
    title,
    result,
  );
  return {
    box,
    run,
    write(text) {
      program.value = text;
      program.rows = Math.min(30, text.split('\n').length + 1);
    },
    focus: () => program.focus(),
  };
}

/** An example of a page becomes its own editor, already run once. */
export function openEditor(pre, button, text, id) {
  const editor = createEditor(id);
  editor.write(text);
  pre.hidden = true;
  button.replaceWith(editor.box);
  editor.focus();
  editor.run();
}
