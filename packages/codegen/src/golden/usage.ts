// What a consumer of the generated interfaces may and may not write; compiled by the tests, never run.
import { result } from '@apigouv/core';
import type { CodeErreur, CodesParOperation } from './expected/errors.ts';
import type { EssaiFranceConnectOperations, EssaiOperations } from './expected/operations.ts';
import type { paths } from './expected/paths.ts';
import type { Adresse, EtatCivil, Scope, UnitesEtablissementsParams } from './expected/types.ts';

const jeanne = { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F' } as const;

export async function withoutScopes(client: EssaiOperations): Promise<void> {
  // @ts-expect-error The recipient was given nowhere.
  await client.etatCivil.identite(jeanne);
  const { data, meta } = await client.etatCivil.identite({ ...jeanne, recipient: '13002526500013' }, { cache: 'no-cache' });
  const same: EtatCivil = data;
  // @ts-expect-error Masked: absent when the token lacks the scope.
  same.nom.toUpperCase();
  // @ts-expect-error No such value.
  await client.etatCivil.identite({ ...jeanne, sexeEtatCivil: 'X', recipient: '13002526500013' });
  // @ts-expect-error Unknown parameter.
  await client.etatCivil.identite({ ...jeanne, prenom: 'JEANNE', recipient: '13002526500013' });
  const empty: Record<string, never> = meta;
  void empty;
}

export async function withScopes(client: EssaiOperations<'ec_nom' | 'ec_adresse', 'recipient'>): Promise<void> {
  const { data } = await client.etatCivil.identite(jeanne);
  data.nom.toUpperCase();
  const ville: string | undefined = data.adresse?.ville;
  // @ts-expect-error The scope of the field inside is not held.
  data.adresse?.voie;
  // @ts-expect-error Nor this one's.
  data.sexe;
  const taille: number = data.foyer.taille;
  // @ts-expect-error A list is masked item by item.
  data.enfants[0]?.prenom;
  await client.etatCivil.identite({ ...jeanne, recipient: '13002526500013', trace: undefined });
  await client.documents();
  await client.plateforme.etat();
  void [ville, taille];
}

export async function withNestedScope(client: EssaiOperations<'ec_adresse' | 'ec_voie' | 'ca', 'recipient'>): Promise<void> {
  const { data } = await client.etatCivil.identite(jeanne);
  const adresse: Adresse | null = data.adresse;
  const params: UnitesEtablissementsParams = { siren: '130025265', codePostal: '75002', natures: ['siege'] };
  const { data: etablissements } = await client.unites.etablissements(params);
  const total: number = etablissements.reduce((sum, { data: etablissement }) => sum + etablissement.chiffre_affaires, 0);
  void [adresse, total];
}

export async function byFranceConnect(
  bare: EssaiFranceConnectOperations,
  client: EssaiFranceConnectOperations<'ec_nom' | 'ec_identite', 'recipient'>,
): Promise<void> {
  // @ts-expect-error The recipient was given nowhere.
  await bare.etatCivil.franceConnect();
  const { data } = await client.etatCivil.franceConnect();
  await client.etatCivil.franceConnect({ annee: 2024 }, { retries: false });
  data.nom.toUpperCase();
  // @ts-expect-error Identity never comes back on a FranceConnect route.
  data.date_naissance;
  // @ts-expect-error Public operations need no citizen.
  client.plateforme;
}

/** Every branch: what is left has no type. */
export async function everyBranch(client: EssaiOperations<string, 'recipient'>): Promise<string> {
  const given = await result(client.etatCivil.identite(jeanne));
  switch (given.kind) {
    case 'ok':
      return given.answer.data.nom ?? '';
    case 'not-found':
    case 'several-found':
      return given.error.userMessage;
    case 'invalid':
      return given.error.parameters?.map(({ parameter }) => parameter).join() ?? '';
    case 'authentication':
    case 'permission':
    case 'configuration':
    case 'gone':
      return 'à régler';
    case 'locked':
    case 'quota':
    case 'provider-down':
    case 'maintenance':
    case 'server':
    case 'connection':
    case 'timeout':
    case 'invalid-response':
      return 'plus tard';
  }
}

// @ts-expect-error A branch is forgotten: the function may end without an answer.
export async function forgottenBranch(client: EssaiOperations<string, 'recipient'>): Promise<string> {
  const given = await result(client.etatCivil.identite(jeanne));
  switch (given.kind) {
    case 'ok':
      return '';
    case 'not-found':
      return given.error.userMessage;
  }
}

export async function noSuchBranch(client: EssaiFranceConnectOperations<string, 'recipient'>): Promise<boolean> {
  const given = await result(client.etatCivil.franceConnect());
  // @ts-expect-error This operation never answers that several people match.
  return given.kind === 'several-found';
}

export const scope: Scope = 'ec_voie';
export const code: CodeErreur = '90003';
// @ts-expect-error Not an error of this operation.
export const other: CodesParOperation['etatCivil.franceConnect'] = '90015';
export type Raw = paths['/v3/etat_civil/identite']['get']['responses'][200]['content']['application/json'];
export const readRaw = (raw: Raw): EtatCivil => raw.data;
