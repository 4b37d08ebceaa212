type Check = (value: string) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value);

const siren: Check = (value) => /^\d{9}$/.test(value) && luhn(value);
// La Poste numbers its establishments outside the Luhn rule.
const siret: Check = (value) => /^\d{14}$/.test(value) && (value.startsWith('356000000') || luhn(value));
const rna = matches(/^(W\d[A-Z0-9]\d{7}|0\d{3}00\d{4})$/);
const eori: Check = (value) =>
  value.startsWith('FR') ? siret(value.slice(2)) : /^[A-Z]{2}[A-Za-z0-9]{1,15}$/.test(value);
const year: Check = (value) =>
  /^\d{4}$/.test(value) && Number(value) >= 1900 && Number(value) <= new Date().getFullYear();

const CHECKS: Readonly<Record<string, Check>> = {
  siren,
  siret,
  rna,
  eori,
  rnf: matches(/^\d{3}-[A-Z]+-\d{5}-\d{2}$/),
  ine: matches(/^[0-9a-zA-Z]{11}$/),
  uuid: matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  annee: year,
  year,
  nom: matches(/^[\p{L}' ’-]+$/u),
  'cog-commune': matches(/^([013-9]\d|2[AB1-9])\d{3}$/),
  'cog-pays': matches(/^(99\d{3}|92352)$/),
  'cog-departement': matches(/^(\d{2,3}|2[AB])$/i),
  immatriculation: matches(/^([A-Z]{2}-?\d{3}-?[A-Z]{2}|\d{1,4} ?[A-Z]{1,3} ?(\d{2,3}|2[AB]))$/i),
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

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9;
  }
  return sum % 10 === 0;
}
