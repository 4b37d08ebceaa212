/** The page at `/`: it only calls the server that gave it. All that comes from data is written as text, never as markup. */
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
label { display: block; margin: .5rem 0; }
input, select, button { font: inherit; padding: .3rem .5rem; max-width: 100%; box-sizing: border-box; }
input[type=search], input[type=text] { width: 100%; }
pre { overflow: auto; padding: .75rem; border: 1px solid #8888; border-radius: .3rem; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
details { border-bottom: 1px solid #8884; padding: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
fieldset { min-width: 0; }
table { border-collapse: collapse; width: 100%; } td { overflow-wrap: anywhere; } th, td { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid #8884; }
.wide { overflow-x: auto; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
:focus-visible { outline: 3px solid #06c; outline-offset: 2px; }
`;

const SCRIPT = `
const $ = (id) => document.getElementById(id);
const make = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text }, props);
const ask = async (path, init) => {
  const response = await fetch(path, init);
  const text = await response.text();
  return { status: response.status, text };
};
const json = async (path, init) => JSON.parse((await ask(path, init)).text || 'null');
const post = (path, body) => json(path, { method: 'POST', body: JSON.stringify(body) });

const CONTEXT = { recipient: '21920023500014', context: 'essai', object: 'essai' };
const contextOf = ({ contexte }) => Object.fromEntries(contexte.map((name) => [name, CONTEXT[name]]));

function addressOf({ path, ...operation }, params) {
  const query = new URLSearchParams(contextOf(operation));
  let address = path;
  for (const [key, value] of Object.entries(params)) {
    const hole = '{' + key + '}';
    if (address.includes(hole)) address = address.replace(hole, encodeURIComponent(value));
    else if (Array.isArray(value)) for (const one of value) query.append(key + '[]', one);
    else query.append(key, value);
  }
  return query.size ? address + '?' + query : address;
}

function headersFor({ franceConnect, grantHeader, entetes }, { usager }) {
  const token = $('jeton').value || 'essai';
  return {
    authorization: 'Bearer ' + ((franceConnect && !grantHeader && usager) || token),
    ...(grantHeader && usager ? { [grantHeader]: usager } : {}),
    ...Object.fromEntries(entetes.map((name) => [name, crypto.randomUUID()])),
  };
}

function snippetOf({ api, id, adresse, franceConnect, ...operation }, { params, usager }) {
  const citizen = franceConnect && usager ? "withFranceConnect('" + usager + "')." : '';
  const Name = api.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  const camel = (key) => key.replace(/_(\\w)/g, (_, letter) => letter.toUpperCase());
  const own = Object.fromEntries(Object.entries(params).map(([key, value]) => [camel(key), value]));
  const context = Object.entries(contextOf(operation)).map(([key, value]) => ', ' + key + ": '" + value + "'").join('');
  return "import { create" + Name + " } from '@apigouv/" + api + "';\\n\\nconst client = create" + Name
    + '({ ' + adresse + ": '" + location.origin + '/' + api + "', token: 'essai'" + context + ' });\\n'
    + 'const { data } = await client.' + citizen + id + '(' + JSON.stringify(own, null, 2) + ');';
}

function caseBlock(operation, cas) {
  const block = make('details', '');
  block.append(make('summary', cas.status + ' · ' + (cas.description || cas.nom)));
  block.addEventListener('toggle', () => {
    if (!block.open || block.dataset.ready) return;
    block.dataset.ready = 'oui';
    const address = addressOf(operation, cas.params);
    const out = make('pre', '', { tabIndex: 0 });
    out.setAttribute('role', 'status');
    const field = make('input', '', { type: 'text', value: address });
    const label = make('label', 'Requête');
    label.append(field);
    const call = make('button', 'Appeler', { type: 'button' });
    call.addEventListener('click', async () => {
      const { status, text } = await ask(field.value, { headers: headersFor(operation, cas) });
      let shown = text;
      try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch {}
      out.textContent = 'HTTP ' + status + '\\n' + shown;
      journal();
    });
    const headers = Object.entries(headersFor(operation, cas)).map(([name, value]) => " -H '" + name + ': ' + value + "'");
    const curl = 'curl -g' + headers.join('') + " '" + location.origin + address + "'";
    block.append(label, call, out, make('p', 'En ligne de commande'), make('pre', curl, { tabIndex: 0 }),
      make('p', 'En TypeScript'), make('pre', snippetOf(operation, cas), { tabIndex: 0 }));
  });
  return block;
}

function operationBlock(operation) {
  const block = make('details', '');
  block.append(make('summary', operation.id + ' — ' + operation.path));
  block.addEventListener('toggle', () => {
    if (!block.open || block.dataset.ready) return;
    block.dataset.ready = 'oui';
    if (operation.scopes.length) block.append(make('p', 'Scopes : ' + operation.scopes.join(', ')));
    block.append(...operation.cas.map((cas) => caseBlock(operation, cas)));
    if (!operation.cas.length) block.append(caseBlock(operation, { nom: 'sans paramètre', status: 200, params: {} }));
  });
  return block;
}

function show(operations) {
  const wanted = $('filtre').value.toLowerCase();
  const found = operations.filter(({ id, path }) => (id + ' ' + path).toLowerCase().includes(wanted));
  $('compte').textContent = found.length + (found.length > 1 ? ' opérations' : ' opération');
  $('operations').replaceChildren(...found.map(operationBlock));
}

async function scenarios() {
  const { scenarios, names } = await json('/_sandbox/scenarios');
  const active = new Set(scenarios.map(({ type }) => type));
  $('scenarios').replaceChildren(...names.filter((nom) => nom !== 'error').map((nom) => {
    const box = make('input', '', { type: 'checkbox', checked: active.has(nom), value: nom });
    box.addEventListener('change', async () => {
      const kept = [...document.querySelectorAll('#scenarios input:checked')].map(({ value }) => value);
      await fetch('/_sandbox/scenarios', { method: 'DELETE' });
      const text = kept.map((name) => (name === 'slow' ? 'slow:ms=2000' : name)).join(';');
      if (text) await post('/_sandbox/scenarios', { scenario: text });
    });
    const label = make('label', '');
    label.append(box, ' ' + nom);
    return label;
  }));
}

async function journal() {
  const calls = await json('/_sandbox/log');
  $('journal').replaceChildren(...calls.slice(-20).reverse().map(({ operation, status, code, duration, params }) => {
    const row = make('tr', '');
    row.append(...[operation ?? 'route inconnue', status || 'sans réponse', code ?? '', duration + ' ms', params ? JSON.stringify(params) : ''].map((text) => make('td', text)));
    return row;
  }));
}

$('fabriquer').addEventListener('click', async () => {
  const scopes = $('scopes').value.split(/[\\s,]+/).filter(Boolean);
  $('jeton').value = (await post('/_sandbox/tokens', { scopes, expired: $('expire').checked })).token;
});
$('relire').addEventListener('click', journal);
const operations = await json('/_sandbox/operations');
$('filtre').addEventListener('input', () => show(operations));
show(operations);
scenarios();
journal();
`;

export const PAGE = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bac à sable @apigouv</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Bac à sable des API de l'État</h1>
<p>Tout est fictif : personnes, entreprises, jetons. Rien ne sort de cette machine.</p>
<h2>Jeton</h2>
<label>Jeton envoyé <input id="jeton" type="text" value="essai" autocomplete="off"></label>
<div class="tools">
<label>Scopes d'un nouveau jeton <input id="scopes" type="text" autocomplete="off"></label>
<label><input id="expire" type="checkbox"> déjà expiré</label>
<button id="fabriquer" type="button">Fabriquer le jeton</button>
</div>
<h2>Pannes</h2>
<fieldset class="tools"><legend>Scénarios en vigueur pour toutes les requêtes</legend><div id="scenarios" class="tools"></div></fieldset>
<h2>Opérations</h2>
<label>Chercher une opération <input id="filtre" type="search"></label>
<p id="compte" role="status"></p>
<div id="operations"></div>
<h2>Journal</h2>
<button id="relire" type="button">Relire</button>
<div class="wide" tabindex="0" role="region" aria-label="Journal des appels"><table><thead><tr><th scope="col">Opération</th><th scope="col">Statut</th><th scope="col">Code</th><th scope="col">Durée</th><th scope="col">Paramètres</th></tr></thead><tbody id="journal"></tbody></table></div>
</main>
<script type="module">${SCRIPT}</script>
</body>
</html>
`;
