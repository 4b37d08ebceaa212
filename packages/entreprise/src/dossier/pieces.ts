import type { ApiResponse, CallOptions } from '@apigouv/core';
import type { EntrepriseOperations } from '../generated/operations.ts';
import type * as T from '../generated/types.ts';

/** Client dont `recipient`, `context` et `object` sont déjà donnés. */
export type EntrepriseClient = EntrepriseOperations<string, 'recipient' | 'context' | 'object'>;

/** Exige d'un client que `recipient`, `context` et `object` lui soient déjà donnés : l'oubli est refusé à la compilation. */
export type WithWholeContext<C extends string> = 'recipient' | 'context' | 'object' extends C
  ? unknown
  : { error: 'recipient, context et object doivent être donnés au client, ou par forRecipient' };

/** Les pièces qu'un dossier peut demander, et la donnée que chacune rapporte. */
export interface PieceData {
  /** Identité de l'entreprise (Insee). */
  uniteLegale: T.UniteLegale;
  /** Identité de l'établissement (Insee). */
  etablissement: T.Etablissement;
  /** Identité du siège (Insee). */
  siegeSocial: T.Etablissement;
  /** Extrait du registre du commerce et des sociétés (Infogreffe). */
  extraitRcs: T.ExtraitRcs;
  /** Mandataires sociaux (Infogreffe). */
  mandatairesSociaux: T.ElementMandataireSocial[];
  /** Extrait du registre national des entreprises, en PDF (INPI). */
  extraitRne: T.ExtraitRne;
  /** Actes et bilans déposés, en PDF (INPI). */
  actesBilans: T.ActesBilans;
  /** Association : identité, statuts, comptes, documents (DJEPVA). */
  association: T.Association;
  /** Subventions demandées par une association (Data.Subvention). */
  subventions: T.ElementSubvention[];
  /** Chiffres d'affaires des derniers exercices (DGFIP). */
  chiffresAffaires: T.ElementChiffreAffaires[];
  /** Liasses fiscales de l'année demandée (DGFIP). */
  liassesFiscales: T.LiassesFiscales;
  /** Liens capitalistiques de l'année demandée (DGFIP). */
  liensCapitalistiques: T.LiensCapitalistiques;
  /** Bilans (Banque de France). */
  bilans: T.ElementBilanBanqueDeFrance[];
  /** Attestation fiscale, en PDF (DGFIP). */
  attestationFiscale: T.AttestationFiscale;
  /** Attestation de vigilance, en PDF (Urssaf). */
  attestationVigilance: T.AttestationVigilance;
  /** Conformité des cotisations agricoles (MSA). */
  conformiteMsa: T.ConformiteMsa;
  /** Attestation de cotisations retraite du bâtiment, en PDF (ProBTP). */
  attestationProbtp: T.AttestationRetraite;
  /** Conformité des cotisations retraite du bâtiment (ProBTP). */
  conformiteProbtp: T.ConformiteRetraite;
  /** Attestation de congés payés et de chômage intempéries des travaux publics, en PDF (CNETP). */
  attestationCnetp: T.AttestationCnetp;
  /** Attestation de congés payés et de chômage intempéries du bâtiment, en PDF (CIBTP). */
  attestationCibtp: T.AttestationCibtp;
  /** Carte professionnelle d'entrepreneur de travaux publics, en PDF (FNTP). */
  carteTravauxPublics: T.CarteProfessionnelle;
  /** Effectif annuel moyen de l'année demandée (GIP-MDS). */
  effectifsAnnuels: T.EffectifsAnnuels;
  /** Certifications RGE, en PDF (Ademe). */
  certificationRge: T.ElementCertificationRge[];
  /** Certification du bâtiment, en PDF (Qualibat). */
  qualibat: T.CertificationBatiment;
  /** Certificats des métiers de l'électricité, en PDF (Qualifelec). */
  qualifelec: T.ElementCertificatQualifelec[];
  /** Certification d'ingénierie (OPQIBI). */
  opqibi: T.CertificationIngenierie;
  /** Certification Qualiopi d'un organisme de formation (Carif-Oref). */
  qualiopi: T.OrganismeFormation;
  /** Immatriculation EORI (douanes). */
  eori: T.ImmatriculationEori;
  /** Numéro de TVA intracommunautaire (DGFIP). */
  numeroTva: T.NumeroTva;
}

/** Nom d'une pièce. */
export type PieceName = keyof PieceData;

/** The firm a file is made for, as the operations ask for it. */
export interface Firm {
  readonly siren: string;
  readonly siret: string;
  readonly year: number;
}

type Ask<D> = (
  client: EntrepriseClient,
  firm: Firm,
  options: CallOptions,
) => Promise<ApiResponse<D, object, object>>;

export const ASK: { readonly [K in PieceName]: Ask<PieceData[K]> } = {
  uniteLegale: ({ insee }, { siren }, options) => insee.uniteLegale({ siren }, options),
  etablissement: ({ insee }, { siret }, options) => insee.etablissement({ siret }, options),
  siegeSocial: ({ insee }, { siren }, options) => insee.siegeSocial({ siren }, options),
  extraitRcs: ({ infogreffe }, { siren }, options) => infogreffe.extraitRcs({ siren }, options),
  mandatairesSociaux: ({ infogreffe }, { siren }, options) =>
    infogreffe.mandatairesSociaux({ siren }, options),
  extraitRne: ({ inpi }, { siren }, options) => inpi.extraitRne({ siren }, options),
  actesBilans: ({ inpi }, { siren }, options) => inpi.actesBilans({ siren }, options),
  association: ({ djepva }, { siren }, options) => djepva.association({ sirenOrRna: siren }, options),
  subventions: ({ dataSubvention }, { siren }, options) =>
    dataSubvention.subventions({ sirenOrSiretOrRna: siren }, options),
  chiffresAffaires: ({ dgfip }, { siret }, options) => dgfip.chiffresAffaires({ siret }, options),
  liassesFiscales: ({ dgfip }, { siren, year }, options) => dgfip.liassesFiscales({ siren, year }, options),
  liensCapitalistiques: ({ dgfip }, { siren, year }, options) =>
    dgfip.liensCapitalistiques({ siren, year }, options),
  bilans: ({ banqueDeFrance }, { siren }, options) => banqueDeFrance.bilans({ siren }, options),
  attestationFiscale: ({ dgfip }, { siren }, options) => dgfip.attestationFiscale({ siren }, options),
  attestationVigilance: ({ urssaf }, { siren }, options) => urssaf.attestationVigilance({ siren }, options),
  conformiteMsa: ({ msa }, { siret }, options) => msa.conformiteCotisations({ siret }, options),
  attestationProbtp: ({ probtp }, { siret }, options) =>
    probtp.attestationCotisationsRetraite({ siret }, options),
  conformiteProbtp: ({ probtp }, { siret }, options) =>
    probtp.conformiteCotisationsRetraite({ siret }, options),
  attestationCnetp: ({ cnetp }, { siren }, options) =>
    cnetp.attestationCongesPayesChomageIntemperies({ siren }, options),
  attestationCibtp: ({ cibtp }, { siret }, options) =>
    cibtp.attestationCongesPayesChomageIntemperies({ siret }, options),
  carteTravauxPublics: ({ fntp }, { siren }, options) =>
    fntp.carteProfessionnelleTravauxPublics({ siren }, options),
  effectifsAnnuels: ({ gipMds }, { siren, year }, options) =>
    gipMds.effectifsAnnuels({ siren, year: String(year) }, options),
  certificationRge: ({ ademe }, { siret }, options) => ademe.certificationRge({ siret }, options),
  qualibat: ({ qualibat }, { siret }, options) => qualibat.certificationBatiment({ siret }, options),
  qualifelec: ({ qualifelec }, { siret }, options) => qualifelec.certificats({ siret }, options),
  opqibi: ({ opqibi }, { siren }, options) => opqibi.certificationIngenierie({ siren }, options),
  qualiopi: ({ carifOref }, { siret }, options) => carifOref.certificationsQualiopi({ siret }, options),
  eori: ({ douanes }, { siret }, options) => douanes.immatriculationsEori({ siretOrEori: siret }, options),
  numeroTva: ({ dgfip }, { siren }, options) => dgfip.numeroTva({ siren }, options),
};

/**
 * Pièces que le catalogue de l'État recommande pour un marché public. Selon le marché, ajoutez les attestations du bâtiment et des
 * travaux publics, les certifications ou les effectifs.
 */
export const piecesMarchePublic = [
  'etablissement',
  'siegeSocial',
  'extraitRcs',
  'extraitRne',
  'actesBilans',
  'association',
  'chiffresAffaires',
  'attestationFiscale',
  'attestationVigilance',
  'conformiteMsa',
] as const satisfies readonly PieceName[];

/** Pièces que le catalogue de l'État recommande pour une aide publique. Les effectifs, facultatifs au catalogue, s'y ajoutent au besoin. */
export const piecesAide = [
  'etablissement',
  'siegeSocial',
  'extraitRcs',
  'mandatairesSociaux',
  'extraitRne',
  'actesBilans',
  'association',
  'chiffresAffaires',
  'liassesFiscales',
  'liensCapitalistiques',
  'attestationFiscale',
  'attestationVigilance',
  'conformiteMsa',
] as const satisfies readonly PieceName[];
