import type { ApiDefinition } from './definition.ts';
import { ConfigurationError } from './errors/local.ts';

/** Valeur d'une variable d'environnement (Node, Bun, Deno) ; absente dans un worker, ou quand elle est vide. */
export function readEnv(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Vrai pour une adresse HTTPS, ou HTTP sur la machine locale : les seules où envoyer une donnée. */
export function isSecureUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/**
 * Adresse du serveur, sans barre finale : celle de l'argument, puis des variables d'environnement, puis la production.
 *
 * @throws `ConfigurationError` : environnement inconnu, ou adresse sans HTTPS hors de la machine locale.
 */
export function resolveBaseUrl(
  { name, env, hosts }: ApiDefinition,
  environment?: string | URL,
  allowHttp = false,
): string {
  const wanted = `${environment ?? readEnv(`${env}_BASE_URL`) ?? readEnv(`${env}_ENV`) ?? 'production'}`;
  const known = hosts[wanted as 'production'];
  if (known) return known;
  if (!URL.canParse(wanted)) {
    const known = [...Object.keys(hosts), 'une adresse complète'].join(', ');
    throw new ConfigurationError(`${name} : environnement inconnu ; attendu (${env}_BASE_URL) : ${known}.`);
  }
  const url = new URL(wanted);
  if (!isSecureUrl(url) && !(allowHttp && url.protocol === 'http:')) {
    throw new ConfigurationError(
      `${name} : adresse refusée, HTTPS est obligatoire hors de la machine locale (ou « dangerouslyAllowHttp: true »).`,
    );
  }
  return url.origin + url.pathname.replace(/\/$/, '');
}

/**
 * Refuse de continuer dans une page web, dont tout le code se lit : un jeton n'a pas à y être. Un serveur de la machine locale est admis.
 *
 * @throws `ConfigurationError` dans une page.
 */
export function assertNotBrowser(baseUrl: string): void {
  const page = globalThis as { window?: unknown; document?: unknown };
  if (page.window && page.document && !LOOPBACK.test(new URL(baseUrl).hostname)) {
    throw new ConfigurationError(
      "Un jeton ne doit pas être utilisé dans une page web, où tout le monde peut le lire : appelez l'API depuis votre serveur " +
        '(ou donnez « dangerouslyAllowBrowser: true »).',
    );
  }
}
