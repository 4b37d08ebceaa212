import type { Format } from '../../client/definition.ts';
import {
  anneeFormat,
  cogCommuneFormat,
  cogPaysFormat,
  eoriFormat,
  immatriculationFormat,
  ineFormat,
  numeroFiscalFormat,
  rnaFormat,
  sirenFormat,
  siretFormat,
  uuidFormat,
} from '../../identifiers/checks.ts';

type Check = (value: string) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value);

const checked =
  (format: Format): Check =>
  (value) =>
    format(value) === undefined;

const year = checked(anneeFormat);

const CHECKS: Readonly<Record<string, Check>> = {
  siren: checked(sirenFormat),
  siret: checked(siretFormat),
  rna: checked(rnaFormat),
  eori: checked(eoriFormat),
  rnf: matches(/^\d{3}-[A-Z]+-\d{5}-\d{2}$/),
  ine: checked(ineFormat),
  'numero-fiscal': checked(numeroFiscalFormat),
  uuid: checked(uuidFormat),
  annee: year,
  year,
  nom: matches(/^[\p{L}' ’-]+$/u),
  'cog-commune': checked(cogCommuneFormat),
  'cog-pays': checked(cogPaysFormat),
  'cog-departement': matches(/^(\d{2,3}|2[AB])$/i),
  immatriculation: checked(immatriculationFormat),
  int: matches(/^-?\d+$/),
};

// What the server checks even where a specification says no more than "string".
const BY_NAME: Readonly<Record<string, string>> = {
  nomNaissance: 'nom',
  nomUsage: 'nom',
  prenoms: 'nom',
  sexeEtatCivil: 'M|F',
  anneeDateNaissance: 'year',
  moisDateNaissance: '1..12',
  jourDateNaissance: '1..31',
  codeCogInseeCommuneNaissance: 'cog-commune',
  codeCogInseePaysNaissance: 'cog-pays',
  codeCogInseeDepartementNaissance: 'cog-departement',
  delegation_id: 'uuid',
  recipient: 'siret',
  month: '01..12',
};

/** Does a value pass the check of its parameter, and what its name asks for? An unknown check passes everything. */
export function passes(value: string, check: string | undefined, name: string): boolean {
  return run(value, BY_NAME[name] ?? name) && (check === undefined || run(value, check));
}

function run(value: string, check: string): boolean {
  const known = CHECKS[check];
  if (known) return known(value);
  const range = /^(-?\d+)\.\.(-?\d*)$/.exec(check);
  if (range) return inRange(value, range[1] ?? '', range[2] ?? '');
  if (check.includes('|')) return check.split('|').includes(value);
  const either = check.split(/[-_]o[ur][-_]/).map((name) => CHECKS[name]);
  if (either.length > 1) return either.some((one) => one?.(value) ?? true);
  return true;
}

function inRange(value: string, low: string, high: string): boolean {
  if (!/^-?\d+$/.test(value)) return false;
  // `01..12` asks for two digits, `1..12` does not.
  if (low.startsWith('0') && low.length > 1 && value.length !== low.length) return false;
  return Number(value) >= Number(low) && (high === '' || Number(value) <= Number(high));
}
