import type { MockUsager } from '@apigouv/core/mocks';
import type { FoundCase } from './read.ts';

interface Introspection {
  scope?: string;
  given_name_array?: readonly string[];
  given_name?: string;
  family_name?: string;
  preferred_username?: string;
  birthdate?: string;
  gender?: string;
  birthplace?: string;
  birthcountry?: string;
}

/** A FranceConnect token's case: the citizen it stands for, under the API's parameter names. */
export function usagerOf({ params, reponse }: FoundCase): Record<string, MockUsager> {
  const { token } = params as { token?: unknown };
  const { token_introspection: found } = (reponse ?? {}) as { token_introspection?: Introspection };
  if (typeof token !== 'string' || !found) return {};
  const [annee, mois, jour] = (found.birthdate ?? '').split('-').map(Number);
  const given = {
    nomNaissance: found.family_name,
    nomUsage: found.preferred_username || undefined,
    prenoms: found.given_name_array ?? found.given_name?.split(' '),
    anneeDateNaissance: annee || undefined,
    moisDateNaissance: mois,
    jourDateNaissance: jour,
    sexeEtatCivil: { male: 'M', female: 'F' }[found.gender ?? ''],
    codeCogInseeCommuneNaissance: found.birthplace || undefined,
    codeCogInseePaysNaissance: found.birthcountry,
  };
  const identite = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const scopes = found.scope?.split(' ').filter(Boolean);
  return { [token]: { identite, ...(scopes ? { scopes } : {}) } };
}
