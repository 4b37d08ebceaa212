import { createSessionCookie, FranceConnectError, type KeptOf } from '@apigouv/franceconnect';
import type { ImpotParticulier } from '@apigouv/impot-particulier';
import type { Particulier } from '@apigouv/particulier';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { constituerDemande, type Demande } from './demande.ts';
import type { Service } from './services.ts';

interface Reglages {
  franceConnect: Service;
  particulier: Particulier<string, 'recipient'>;
  impot: ImpotParticulier;
  /** Secret des cookies, 32 caractères au moins. */
  secret: string;
  /** Faux en HTTP, sur la machine locale. */
  secure: boolean;
}

export function creerSite({ franceConnect, particulier, impot, secret, secure }: Reglages): Hono {
  const prefixe = secure ? '__Host-' : '';
  const enCours = createSessionCookie<KeptOf<Service>>({ secret, name: `${prefixe}connexion`, secure });
  const session = createSessionCookie<{ demande: Demande; idToken: string }>({
    secret,
    name: `${prefixe}session`,
    secure,
  });
  const site = new Hono();

  site.get('/', (c) =>
    c.html(
      page(
        'Demande de bourse communale',
        html`<p>Aucun justificatif à joindre : les administrations qui ont vos données nous les transmettent, avec votre accord.</p>
<p><a class="bouton" href="/connexion">S'identifier avec FranceConnect</a></p>`,
      ),
    ),
  );

  site.get('/connexion', async (c) => {
    const { url, kept } = await franceConnect.startLogin();
    c.header('Set-Cookie', await enCours.seal(kept));
    return c.redirect(url);
  });

  site.get('/retour', async (c) => {
    const citoyen = await franceConnect.finishLogin(c.req.url, await enCours.open(c.req.raw));
    const demande = await constituerDemande(citoyen, particulier, impot);
    c.header('Set-Cookie', enCours.clear());
    c.header('Set-Cookie', await session.seal({ demande, idToken: citoyen.idToken }), { append: true });
    // Le code reçu ne reste pas dans l'adresse.
    return c.redirect('/demande');
  });

  site.get('/demande', async (c) => {
    const ouverte = await session.open(c.req.raw);
    if (!ouverte) return c.redirect('/');
    const { demandeur, bourse, quotientFamilial, revenuFiscal } = ouverte.demande;
    const lignes = {
      'Étudiant boursier': bourse,
      'Quotient familial': quotientFamilial,
      'Revenu fiscal de référence': revenuFiscal,
    };
    return c.html(
      page(
        'Votre demande',
        html`<p>Demandeur : <strong id="demandeur">${demandeur}</strong></p>
<dl>${Object.entries(lignes).map(([nom, donnee]) => html`<dt>${nom}</dt><dd>${'valeur' in donnee ? donnee.valeur : donnee.absente}</dd>`)}</dl>
<p><a class="bouton" href="/deconnexion">Se déconnecter</a></p>`,
      ),
    );
  });

  site.get('/deconnexion', async (c) => {
    const ouverte = await session.open(c.req.raw);
    c.header('Set-Cookie', session.clear());
    return c.redirect(ouverte ? await franceConnect.logoutUrl(ouverte.idToken) : '/');
  });

  site.onError((error, c) => {
    c.header('Set-Cookie', enCours.clear());
    const message =
      error instanceof FranceConnectError
        ? error.userMessage
        : 'Une erreur est survenue. Réessayez plus tard.';
    if (!(error instanceof FranceConnectError)) console.error(error);
    return c.html(
      page(
        'Connexion impossible',
        html`<p role="alert">${message}</p><p><a class="bouton" href="/">Revenir à l'accueil</a></p>`,
      ),
      error instanceof FranceConnectError ? 403 : 500,
    );
  });
  return site;
}

function page(titre: string, corps: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titre} – Ville de Démonstration</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #161616; background: #fff; }
.bouton { display: inline-block; padding: .75rem 1rem; background: #000091; color: #fff; text-decoration: none; }
dt { font-weight: bold; } dd { margin: 0 0 1rem; }
</style>
</head>
<body><main><h1>${titre}</h1>
${corps}
</main></body>
</html>`;
}
