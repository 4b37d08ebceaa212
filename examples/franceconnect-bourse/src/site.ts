import { createSessionCookie, FranceConnectError, type KeptOf } from '@apigouv/franceconnect';
import type { ImpotParticulier } from '@apigouv/impot-particulier';
import type { Particulier } from '@apigouv/particulier';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Demande, prepareDemande } from './demande.ts';
import type { Service } from './login.ts';

interface Settings {
  franceConnect: Service;
  particulier: Particulier<string, 'recipient'>;
  impot: ImpotParticulier;
  /** Secret des cookies, 32 caractères au moins. */
  secret: string;
  /** Faux en HTTP, sur la machine locale. */
  secure: boolean;
}

export function createSite({ franceConnect, particulier, impot, secret, secure }: Settings): Hono {
  const prefix = secure ? '__Host-' : '';
  const pending = createSessionCookie<KeptOf<Service>>({ secret, name: `${prefix}connexion`, secure });
  const session = createSessionCookie<{ demande: Demande; idToken: string }>({
    secret,
    name: `${prefix}session`,
    secure,
  });
  const site = new Hono();

  site.get('/', (c) =>
    c.html(
      page(
        'Demande de bourse communale',
        html`<p>Aucun justificatif à joindre : les administrations qui ont vos données nous les transmettent, avec votre accord.</p>
<p><a class="button" href="/connexion">S'identifier avec FranceConnect</a></p>`,
      ),
    ),
  );

  site.get('/connexion', async (c) => {
    const { url, kept } = await franceConnect.startLogin();
    c.header('Set-Cookie', await pending.seal(kept));
    return c.redirect(url);
  });

  site.get('/retour', async (c) => {
    const citoyen = await franceConnect.finishLogin(c.req.url, await pending.open(c.req.raw));
    const demande = await prepareDemande(citoyen, particulier, impot);
    c.header('Set-Cookie', pending.clear());
    c.header('Set-Cookie', await session.seal({ demande, idToken: citoyen.idToken }), { append: true });
    // Le code reçu ne reste pas dans l'adresse.
    return c.redirect('/demande');
  });

  site.get('/demande', async (c) => {
    const opened = await session.open(c.req.raw);
    if (!opened) return c.redirect('/');
    const { demandeur, bourse, quotientFamilial, revenuFiscal } = opened.demande;
    const rows = {
      'Étudiant boursier': bourse,
      'Quotient familial': quotientFamilial,
      'Revenu fiscal de référence': revenuFiscal,
    };
    return c.html(
      page(
        'Votre demande',
        html`<p>Demandeur : <strong id="demandeur">${demandeur}</strong></p>
<dl>${Object.entries(rows).map(([name, answer]) => html`<dt>${name}</dt><dd>${'value' in answer ? answer.value : answer.missing}</dd>`)}</dl>
<p><a class="button" href="/deconnexion">Se déconnecter</a></p>`,
      ),
    );
  });

  site.get('/deconnexion', async (c) => {
    const opened = await session.open(c.req.raw);
    c.header('Set-Cookie', session.clear());
    return c.redirect(opened ? await franceConnect.logoutUrl(opened.idToken) : '/');
  });

  site.onError((error, c) => {
    c.header('Set-Cookie', pending.clear());
    const message =
      error instanceof FranceConnectError
        ? error.userMessage
        : 'Une erreur est survenue. Réessayez plus tard.';
    if (!(error instanceof FranceConnectError)) console.error(error);
    return c.html(
      page(
        'Connexion impossible',
        html`<p role="alert">${message}</p><p><a class="button" href="/">Revenir à l'accueil</a></p>`,
      ),
      error instanceof FranceConnectError ? 403 : 500,
    );
  });
  return site;
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Ville de Démonstration</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #161616; background: #fff; }
.button { display: inline-block; padding: .75rem 1rem; background: #000091; color: #fff; text-decoration: none; }
dt { font-weight: bold; } dd { margin: 0 0 1rem; }
</style>
</head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>`;
}
