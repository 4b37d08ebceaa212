/** Who can log in: the citizens of FranceConnect's own sandbox, and those that the other mocked APIs know. */

import { toIdentite } from '@apigouv/core/identite';
import { citizens, usagers } from '../generated/citizens.ts';

export interface Person {
  readonly login: string;
  /** What the login page says of them. */
  readonly label: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** As the mocked APIs take an identity. */
  readonly identite: Readonly<Record<string, unknown>>;
}

type Claims = Readonly<Record<string, string>>;

function fromSandbox([login, raw]: [string, Claims]): Person {
  const { birthdate = '', given_name = '', birthplace = '' } = raw;
  const claims = {
    ...raw,
    given_name_array: given_name.split(' '),
    // The registry has no unknown day: it says the first one.
    birthdate: birthdate.replaceAll('-00', '-01'),
    idp_birthdate: birthdate,
    birthplace,
  };
  return { login, label: `${given_name} ${raw.family_name}`, claims, identite: identiteOf(claims) };
}

/** The sandbox has someone whose gender is unspecified, whom no API can be asked about. */
function identiteOf(claims: object): Readonly<Record<string, unknown>> {
  try {
    return { ...toIdentite(claims) };
  } catch {
    return { nomNaissance: 'INCONNU' };
  }
}

interface Usager {
  readonly description: string;
  readonly identite: Readonly<Record<string, unknown>>;
}

const two = (value: unknown): string => String(value ?? 0).padStart(2, '0');

function fromApis([login, { description, identite }]: [string, Usager]): Person[] {
  const {
    nomNaissance,
    nomUsage,
    prenoms,
    sexeEtatCivil,
    anneeDateNaissance,
    moisDateNaissance,
    jourDateNaissance,
  } = identite as { nomNaissance?: string; nomUsage?: string; prenoms?: string[] } & Record<string, unknown>;
  if (!nomNaissance || !prenoms || !anneeDateNaissance) return [];
  const idpBirthdate = `${anneeDateNaissance}-${two(moisDateNaissance)}-${two(jourDateNaissance)}`;
  const claims = {
    family_name: nomNaissance,
    given_name: prenoms.join(' '),
    given_name_array: prenoms,
    ...(nomUsage ? { preferred_username: nomUsage } : {}),
    gender: sexeEtatCivil === 'F' ? 'female' : 'male',
    birthdate: idpBirthdate.replaceAll('-00', '-01'),
    idp_birthdate: idpBirthdate,
    birthplace: identite.codeCogInseeCommuneNaissance ?? '',
    birthcountry: identite.codeCogInseePaysNaissance ?? '99100',
    email: `${login}@example.org`,
  };
  return [{ login, label: `${prenoms.join(' ')} ${nomNaissance} : ${description}`, claims, identite }];
}

export const FROM_APIS: readonly Person[] = Object.entries(usagers as Record<string, Usager>).flatMap(
  fromApis,
);
export const FROM_SANDBOX: readonly Person[] = Object.entries(citizens as Record<string, Claims>).map(
  fromSandbox,
);

const BY_LOGIN = new Map([...FROM_SANDBOX, ...FROM_APIS].map((person) => [person.login, person]));

export const personOf = (login: string): Person | undefined => BY_LOGIN.get(login);
