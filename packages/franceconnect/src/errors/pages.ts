import { errorPages } from '../generated/tables.ts';

/**
 * Explique une page d'erreur de FranceConnect, de celles qui ne ramènent jamais le citoyen au service : le service n'en sait rien,
 * sauf si le citoyen ou le support en rapporte le code.
 *
 * @returns la cause, ou `undefined` pour un code inconnu d'ici
 * @example
 * ```ts
 * import { explainPage } from '@apigouv/franceconnect';
 *
 * console.log(explainPage('Y04C013C')); // L'adresse de retour…
 * ```
 */
export function explainPage(code: string): string | undefined {
  return Object.hasOwn(errorPages, code) ? errorPages[code as keyof typeof errorPages] : undefined;
}
