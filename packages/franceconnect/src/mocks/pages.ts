/** The pages a citizen sees, plain HTML without a script. */
import { FROM_APIS, FROM_SANDBOX, type Person } from './people.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – FranceConnect simulé</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #161616; background: #fff; }
button { font: inherit; padding: .6rem 1rem; margin: .2rem 0; text-align: left; border: 1px solid #000091; background: #fff; color: #000091; cursor: pointer; }
button.primary { background: #000091; color: #fff; }
li { list-style: none; } ul { padding: 0; }
</style>
</head>
<body>
<main>
<p>Simulation locale : ce n'est pas FranceConnect, et personne ici n'existe.</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

const choice = ({ login, label }: Person): string =>
  `<li><button name="citizen" value="${escapeHtml(login)}">${escapeHtml(label)}</button></li>`;

const GIVE_UP = '<p><button name="action" value="cancel">Renoncer et revenir au service</button></p>';

export function loginPage(action: string): string {
  return page(
    'Choisissez un citoyen de test',
    `<form method="post" action="${escapeHtml(action)}">
<h2>Connus des autres API simulées</h2>
<ul>${FROM_APIS.map(choice).join('\n')}</ul>
<h2>Du bac à sable de FranceConnect, sans données dans les API simulées</h2>
<ul>${FROM_SANDBOX.map(choice).join('\n')}</ul>
${GIVE_UP}
</form>`,
  );
}

export function consentPage(action: string, person: Person, scopes: readonly string[]): string {
  return page(
    'Données transmises au service',
    `<p>Vous êtes connecté en tant que ${escapeHtml(person.label)}.</p>
<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('\n')}</ul>
<form method="post" action="${escapeHtml(action)}">
<p><button class="primary" name="action" value="accept">Continuer vers le service</button></p>
${GIVE_UP}
</form>`,
  );
}

export function logoutPage(form: string): string {
  return page(
    'Déconnexion',
    `${form}
<p><button class="primary" form="op.logoutForm" name="logout" value="yes">Se déconnecter de FranceConnect</button></p>`,
  );
}

export const endPage = (): string => page('Vous êtes déconnecté', '<p>Vous pouvez fermer cette page.</p>');

export function errorPage(code: string, explanation: string): string {
  return page(
    'Une erreur est survenue',
    `<p>Code d'erreur : <strong>${escapeHtml(code)}</strong></p><p>${escapeHtml(explanation)}</p>`,
  );
}
