import { dossier, type Entreprise } from '@apigouv/entreprise';

type Client = Entreprise<'recipient' | 'context' | 'object'>;

/** Règles (fictives) de l'aide à la transition des petites entreprises. */
const EFFECTIF_MAXIMAL = 49;
const CHIFFRE_D_AFFAIRES_MAXIMAL = 10_000_000;

/** Ce que l'instructeur lit d'une demande. */
export type Instruction =
  | { avis: 'favorable'; effectif: number; chiffreAffaires: number; attestation: string }
  | { avis: 'defavorable'; motifs: string[] }
  | { avis: 'incomplet'; manque: string[] };

/** Instruit une demande sans rien réclamer à l'entreprise : une pièce qui manque se redemande, elle ne vaut pas un refus. */
export async function instruire(client: Client, siret: string, year?: number): Promise<Instruction> {
  const pieces = await dossier(client, siret, {
    pieces: ['etablissement', 'effectifsAnnuels', 'chiffresAffaires', 'attestationFiscale'],
    ...(year === undefined ? {} : { year }),
  }).all();
  const { etablissement, effectifsAnnuels, chiffresAffaires, attestationFiscale } = pieces;
  if (
    etablissement.status !== 'obtained' ||
    effectifsAnnuels.status !== 'obtained' ||
    chiffresAffaires.status !== 'obtained' ||
    attestationFiscale.status !== 'obtained'
  ) {
    const manque = Object.values(pieces).flatMap((piece) =>
      piece.status === 'obtained' ? [] : [`${piece.piece} : ${piece.userMessage}`],
    );
    return { avis: 'incomplet', manque };
  }

  const effectif = Math.max(...effectifsAnnuels.data.effectifs_annuel.map(({ value }) => value ?? 0));
  const chiffreAffaires = chiffresAffaires.data[0]?.data.chiffre_affaires ?? 0;
  const motifs = [
    etablissement.data.etat_administratif === 'A' ? '' : "L'établissement est fermé.",
    effectif <= EFFECTIF_MAXIMAL ? '' : `L'effectif dépasse ${EFFECTIF_MAXIMAL} personnes.`,
    chiffreAffaires <= CHIFFRE_D_AFFAIRES_MAXIMAL ? '' : "Le chiffre d'affaires dépasse le plafond.",
  ].filter(Boolean);
  if (motifs.length) return { avis: 'defavorable', motifs };
  const attestation = attestationFiscale.data.date_delivrance_attestation ?? 'sans date';
  return { avis: 'favorable', effectif, chiffreAffaires, attestation };
}
