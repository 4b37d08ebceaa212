/** Runs the reader's program in a worker: it has no page to hold a token, and a loop without an end can be stopped. */
const LONGEST_MS = 20_000;
const MODULES = {
  '@apigouv/particulier/mocks': 'particulier-mocks.js',
  '@apigouv/particulier': 'particulier.js',
  '@apigouv/core': 'core.js',
};

const SITUATIONS = {
  'Tout va bien': '',
  'Fournisseur en panne, puis rétabli': 'scenarios.panne({ fois: 1 })',
  'Fournisseur en panne': 'scenarios.panne()',
  'Maintenance annoncée': 'scenarios.maintenance({ retryIn: 5400 })',
  'Quota dépassé': 'scenarios.quotaDepasse()',
  'Scope absent du jeton': 'scenarios.scopeManquant()',
  'Jeton expiré': 'scenarios.jetonExpire()',
};

const START = (scenario) => `import { createParticulier, dateNaissance } from '@apigouv/particulier';
import { mockParticulier, scenarios } from '@apigouv/particulier/mocks';

const simulation = mockParticulier({ scenarios: [${scenario}] });
const particulier = createParticulier({
  token: 'essai',
  recipient: '13002526500013',
  fetch: simulation.asFetch,
});
`;
const IDENTITY = `  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  sexeEtatCivil: 'F',
  ...dateNaissance('1987-06-27'),
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
`;
const EXAMPLES = {
  'Quotient familial': `const { data } = await particulier.dss.quotientFamilial.identite({
${IDENTITY}});
console.log(data.quotient_familial);`,
  'Citoyen connecté avec FranceConnect': `const citoyen = particulier.withFranceConnect('loic-d-arc');
const { data } = await citoyen.cnous.etudiantBoursier.franceConnect();
console.log(data);`,
  'Paramètre mal formé': `// Rien n'est envoyé : l'erreur nomme tout ce qui ne va pas, sans répéter une valeur.
await particulier.dss.quotientFamilial.identite({
${IDENTITY.replace("'99100'", "'FRANCE'").replace("'F'", "'Mme'")}});`,
  'Personne inconnue': `await particulier.dss.quotientFamilial.identite({
${IDENTITY.replace('ROUX', 'INCONNU')}});`,
};

const byId = (id) => document.getElementById(id);
const [example, situation, program, result, launch] = [
  'exemple',
  'situation',
  'programme',
  'resultat',
  'lancer',
].map(byId);
for (const name of Object.keys(EXAMPLES)) example.add(new Option(name));
for (const name of Object.keys(SITUATIONS)) situation.add(new Option(name));

const write = () => {
  program.value = `${START(SITUATIONS[situation.value])}\n${EXAMPLES[example.value]}\n`;
};

/** Bare names are read nowhere in a worker: each becomes the address of its bundle, beside this page. */
const resolveImports = (source) =>
  source.replace(/(from\s+|import\s+)(['"])(@apigouv\/[\w/-]+)\2/g, (whole, keyword, quote, name) =>
    MODULES[name] ? `${keyword}${quote}${new URL(MODULES[name], import.meta.url)}${quote}` : whole,
  );

const PRELUDE = `
const show = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2) ?? String(value));
const tell = (kind, values) => postMessage({ kind, text: values.map(show).join(' ') });
for (const level of ['log', 'info', 'warn', 'error']) console[level] = (...values) => tell('ligne', values);
`;

let worker;
function run() {
  worker?.terminate();
  result.textContent = 'En cours…';
  const lines = [];
  const url = URL.createObjectURL(new Blob([PRELUDE, wrapped(program.value)], { type: 'text/javascript' }));
  worker = new Worker(url, { type: 'module' });
  const mine = worker;
  const end = (text) => {
    if (text) lines.push(text);
    result.textContent = lines.join('\n') || '(rien n’a été affiché)';
    clearTimeout(timer);
    mine.terminate();
    URL.revokeObjectURL(url);
  };
  const timer = setTimeout(() => end(`Arrêté après ${LONGEST_MS / 1000} secondes.`), LONGEST_MS);
  mine.onmessage = ({ data: { kind, text } }) => {
    if (kind === 'fin') return end(text);
    lines.push(text);
    result.textContent = lines.join('\n');
  };
  mine.onerror = (event) =>
    end(`Le programme ne peut pas être lu : ${event.message || 'import introuvable'}`);
}

/** Imports stay first; the rest runs in a function, whose failure is shown in full. */
function wrapped(source) {
  const imports = [];
  const rest = resolveImports(source).replace(
    /^import\b[\s\S]*?from\s+(['"]).+?\1;?[^\S\n]*$/gm,
    (statement) => {
      imports.push(statement);
      return '';
    },
  );
  return `${imports.join('\n')}
const failure = (error) => error?.userMessage === undefined
  ? String(error)
  : [error.name + ' : ' + error.message, 'À montrer : ' + error.userMessage, 'Redemander : ' + error.retry + (error.retryAfter ? ', dans ' + error.retryAfter + ' s' : '')].join('\\n');
(async () => {
${rest}
})().then(() => postMessage({ kind: 'fin', text: '' }), (error) => postMessage({ kind: 'fin', text: failure(error) }));`;
}

example.addEventListener('change', write);
situation.addEventListener('change', write);
launch.addEventListener('click', run);
program.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
});
write();
document.documentElement.dataset.ready = '';
