import type {
  AdresseFiscale,
  SituationIR,
  SituationIRFactures,
  SituationIRMillesime,
  SituationIRPeriode,
} from '../generated/types.ts';
import type {
  AdresseAvis,
  AvisField,
  AvisImposition,
  Declarant,
  SituationFamiliale,
  UnavailableField,
} from './avis.ts';

/** Whatever form of situation an operation answers. */
export type Situation = SituationIR &
  Partial<Pick<SituationIRMillesime, 'annRevenu'>> &
  Partial<Pick<SituationIRFactures, 'facture'>> &
  Partial<SituationIRPeriode>;

const LIBELLES: Readonly<Record<string, NonNullable<SituationFamiliale['libelle']>>> = {
  M: 'Marié(e)',
  C: 'Célibataire',
  D: 'Divorcé(e)',
  V: 'Veuf ou veuve',
  O: 'Pacsé(e)',
};

type Read = Omit<AvisImposition, 'source' | 'unavailable' | 'refusals' | 'requestId'>;

/** The list's fields, as they are: an empty text or a null is an absence, and nothing is computed. */
export function readAvis(situation: Situation, annrev: number | undefined): Read {
  const { pac, facture, sitFam } = situation;
  return {
    declarants: [declarant(situation, 1), declarant(situation, 2)].filter((one) => one !== undefined),
    ...present({
      anneeRevenus: situation.annRevenu ?? annrev,
      adresse: present({ ligne: situation.aft, ...detail(situation.aftDetail) }),
      nombreParts: situation.nbPart,
      revenuFiscalReference: situation.rfr,
      nombrePersonnesCharge: pac?.nbPac,
      personnesCharge: pac,
      situationFamiliale: sitFam ? familiale(sitFam) : undefined,
      montantImpot: situation.montTotIr,
      revenuImposable: situation.revImposable,
      revenuBrutGlobal: situation.revenuBrutGlobal,
      dateRecouvrement: situation.datRec,
      dateEtablissement: situation.datEtab,
      lignes: facture,
      periode: present({ debut: situation.dateDebutPeriode, fin: situation.dateFinPeriode }),
    }),
  };
}

function familiale(code: string): SituationFamiliale {
  const libelle = LIBELLES[code];
  return libelle ? { code, libelle } : { code };
}

function declarant(situation: Situation, rank: 1 | 2): Declarant | undefined {
  return present({
    nomNaissance: situation[`nmNaiDec${rank}`],
    nomUsage: situation[`nmUsaDec${rank}`],
    prenoms: situation[`prnmDec${rank}`],
    dateNaissance: present(situation[`dateNaisDec${rank}`] ?? {}),
    departementNaissance: situation[`dptNaissDec${rank}`],
    lieuNaissance: situation[`lieuNaissDec${rank}`],
    numeroFiscal: situation[`spiDec${rank}`],
    dateDeces: situation[`dateDecesdec${rank}`],
  });
}

// The published contract misnames two of its fields: a server may say them right.
function detail(
  address: (AdresseFiscale & { commune?: string; codePostal?: string }) | undefined,
): AdresseAvis {
  if (!address) return {};
  return {
    complement: address.complementAdresse,
    voie: address.voie,
    commune: address.getcommune ?? address.commune,
    codePostal: address.getcodePostal ?? address.codePostal,
  } as AdresseAvis;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> };

/** Without what is absent; undefined when nothing is left. */
function present<T extends object>(fields: T): Present<T> | undefined {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return kept.length > 0 ? (Object.fromEntries(kept) as Present<T>) : undefined;
}

const EXPECTED: readonly AvisField[] = [
  'anneeRevenus',
  'adresse',
  'nombreParts',
  'revenuFiscalReference',
  'nombrePersonnesCharge',
  'situationFamiliale',
  'montantImpot',
  'revenuImposable',
  'revenuBrutGlobal',
  'dateRecouvrement',
  'dateEtablissement',
];

const NO_FIELD: UnavailableField = {
  field: 'revenuNetAvantCorrection',
  reason: 'not-in-contract',
  explanation: "Aucun champ d'API Impôt particulier ne donne à coup sûr le revenu net avant correction.",
};

/** What the list has and this answer has not. */
export function missingFrom(avis: Read): UnavailableField[] {
  const absent = EXPECTED.filter((field) => avis[field] === undefined);
  const names = avis.declarants.length > 0 ? absent : (['declarants', ...absent] as const);
  return [
    NO_FIELD,
    ...names.map(
      (field): UnavailableField => ({
        field,
        reason: 'absent',
        explanation: `L'API n'a pas donné « ${field} » pour cette personne et cette année.`,
      }),
    ),
  ];
}
