import {
  type ApiResponse,
  type CallOptions,
  ConfigurationError,
  InvalidParameterError,
  NotFoundError,
  PermissionError,
} from '@apigouv/core';
import { scopesOf } from '../client.ts';
import type {
  ImpotParticulierFranceConnectOperations,
  ImpotParticulierOperations,
} from '../generated/operations.ts';
import type { Scope, SituationsIRMultiples } from '../generated/types.ts';
import type { AvisImposition, AvisOperation, AvisRefusal, UnavailableField } from './avis.ts';
import { missingFrom, readAvis, type Situation } from './read.ts';

/** Réglages d'un avis, en plus de ceux d'un appel. */
export interface AvisOptions extends CallOptions {
  /** Demande aussi les lignes de l'avis (ressource `RessourceIRFacture`). */
  lignes?: boolean;
}

const SCOPES: Readonly<Record<AvisOperation, Scope>> = {
  'ir.situation': 'RessourceIR',
  'ir.derniereSituation': 'RessourceIRDerniere',
  'ir.derniereSituationDeuxAns': 'RessourceIRDerniere2',
  'ir.factures': 'RessourceIRFacture',
  'ir.situationsMultiples': 'RessourceIRMultiple',
};

// Each answers the whole list: one call that is allowed is enough. The last ones say more than was asked.
const YEARLY: readonly AvisOperation[] = ['ir.situation', 'ir.derniereSituation', 'ir.factures'];
const WITH_LINES: readonly AvisOperation[] = ['ir.factures', 'ir.situation', 'ir.derniereSituation'];
const LATEST: readonly AvisOperation[] = ['ir.derniereSituationDeuxAns'];

type Client = ImpotParticulierOperations | ImpotParticulierFranceConnectOperations;
type Params = { spi?: string; annrev?: number };
type Method = (params: object, options: CallOptions) => Promise<ApiResponse<unknown>>;

/**
 * Donne l'avis d'impôt sur le revenu d'un foyer : déclarants, adresse, parts, revenu fiscal de référence, personnes à charge, situation
 * familiale, montant de l'impôt, revenus, dates.
 *
 * Une seule opération suffit, que plusieurs ressources ouvrent : `ir.situation`, sinon `ir.derniereSituation`, sinon `ir.factures` ; sans
 * `annrev`, `ir.derniereSituationDeuxAns`. Quand les ressources du jeton sont connues du client, rien n'est envoyé en vain ; sinon un
 * refus (403) fait passer à la suivante, et reste dit dans `refusals`. Toute autre erreur est levée telle quelle.
 *
 * @throws `NotFoundError` : aucun avis connu. `PermissionError` : aucune de ces opérations n'est ouverte.
 * @example
 * ```ts
 * import { avisImposition } from '@apigouv/impot-particulier';
 *
 * const avis = await avisImposition(impotParticulier, { spi: '1000000000001', annrev: 2024 });
 * console.log(avis.revenuFiscalReference, avis.nombreParts); // 40120 3
 * ```
 */
export async function avisImposition(
  client: ImpotParticulierOperations,
  params: { spi: string; annrev?: number },
  options?: AvisOptions,
): Promise<AvisImposition>;
/**
 * Donne l'avis d'impôt sur le revenu du citoyen connecté avec FranceConnect.
 *
 * @example
 * ```ts
 * import { avisImposition } from '@apigouv/impot-particulier';
 *
 * const citoyen = impotParticulier.withFranceConnect('jeanne-roux'); // en production, le jeton d'accès du citoyen
 * const avis = await avisImposition(citoyen, { annrev: 2024 });
 * console.log(avis.revenuFiscalReference); // 40120
 * ```
 */
export async function avisImposition(
  client: ImpotParticulierFranceConnectOperations,
  params?: { annrev?: number },
  options?: AvisOptions,
): Promise<AvisImposition>;
export async function avisImposition(
  client: Client,
  params: Params = {},
  { lignes = false, ...options }: AvisOptions = {},
): Promise<AvisImposition> {
  const { annrev } = params;
  if (lignes && annrev === undefined)
    throw new InvalidParameterError([
      { parameter: 'annrev', reason: 'manquant : les lignes sont d’une année' },
    ]);
  const candidates = annrev === undefined ? LATEST : lignes ? WITH_LINES : YEARLY;
  const refusals: AvisRefusal[] = [];
  for (const source of candidates) {
    if (!mayAsk(client, source)) {
      refusals.push({ operation: source });
      continue;
    }
    try {
      const answer = await ask(client, source, params, options);
      const avis = avisFrom(answer.data as Situation, annrev, source, answer, refusals);
      if (!lignes || avis.lignes) return avis;
      return { ...avis, unavailable: [...avis.unavailable, withoutLines(refusals)] };
    } catch (error) {
      if (!(error instanceof PermissionError)) throw error;
      refusals.push({ operation: source, error });
    }
  }
  throw refused(refusals);
}

/**
 * Donne tous les avis d'une personne pour une année, chacun avec sa période : l'année du décès d'un conjoint, par exemple, en a
 * plusieurs. Demande la ressource `RessourceIRMultiple`.
 *
 * @example
 * ```ts
 * import { allAvis } from '@apigouv/impot-particulier';
 *
 * const avis = await allAvis(impotParticulier, { spi: '1000000000004', annrev: 2022 });
 * console.log(avis.map(({ revenuFiscalReference }) => revenuFiscalReference).join()); // 9730,9180
 * ```
 */
export async function allAvis(
  client: ImpotParticulierOperations,
  params: { spi: string; annrev: number },
  options?: CallOptions,
): Promise<AvisImposition[]>;
/** Donne tous les avis du citoyen connecté avec FranceConnect pour une année. */
export async function allAvis(
  client: ImpotParticulierFranceConnectOperations,
  params: { annrev: number },
  options?: CallOptions,
): Promise<AvisImposition[]>;
export async function allAvis(
  client: Client,
  params: Params & { annrev: number },
  options: CallOptions = {},
): Promise<AvisImposition[]> {
  const source = 'ir.situationsMultiples';
  if (!mayAsk(client, source)) throw refused([{ operation: source }]);
  const answer = await ask(client, source, params, options);
  const { situationsIR } = answer.data as SituationsIRMultiples;
  return (situationsIR ?? []).map((situation) => avisFrom(situation, params.annrev, source, answer, []));
}

function mayAsk(client: Client, source: AvisOperation): boolean {
  return scopesOf(client)?.includes(SCOPES[source]) ?? true;
}

async function ask(
  client: Client,
  source: AvisOperation,
  params: Params,
  options: CallOptions,
): Promise<ApiResponse<unknown>> {
  const family = source.slice('ir.'.length) as keyof Client['ir'];
  const methods = client.ir[family] as { spi?: Method; franceConnect?: Method };
  const method = methods.spi ?? methods.franceConnect;
  if (!method) throw new ConfigurationError('Un client créé par createImpotParticulier est attendu ici.');
  const answer = await method(params, options);
  // The contract has no such answer here, but API Particulier took it for « not found ».
  if ((answer.data ?? undefined) === undefined) throw notFound(source, answer);
  return answer;
}

function avisFrom(
  situation: Situation,
  annrev: number | undefined,
  source: AvisOperation,
  { requestId }: ApiResponse<unknown>,
  refusals: readonly AvisRefusal[],
): AvisImposition {
  const read = readAvis(situation, annrev);
  const unavailable = missingFrom(read);
  return { ...read, source, unavailable, refusals, ...(requestId ? { requestId } : {}) };
}

function withoutLines(refusals: readonly AvisRefusal[]): UnavailableField {
  return refusals.some(({ operation }) => operation === 'ir.factures')
    ? {
        field: 'lignes',
        reason: 'refused',
        explanation:
          'Les lignes viennent de ir.factures, que le jeton n’ouvre pas (ressource RessourceIRFacture).',
      }
    : {
        field: 'lignes',
        reason: 'absent',
        explanation: "L'API n'a pas donné de lignes pour cette personne et cette année.",
      };
}

/** The server's own refusal when there is one, else ours: nothing was worth sending. */
function refused(refusals: readonly AvisRefusal[]): PermissionError {
  const sent = refusals.find(({ error }) => error)?.error;
  if (sent) return sent;
  const scopes = refusals.map(({ operation }) => SCOPES[operation]).join(', ');
  return new PermissionError(
    `Le jeton n'ouvre aucune opération qui donne cet avis : demandez l'une de ces ressources à la DGFIP (${scopes}). Rien n'a été envoyé.`,
    {
      kind: 'permission',
      retry: 'never',
      userMessage: "Le logiciel n'a pas le droit de demander cette donnée. Prévenez votre administrateur.",
      httpStatus: 403,
      codes: [],
      sent: false,
    },
  );
}

function notFound(operation: string, { response, requestId }: ApiResponse<unknown>): NotFoundError {
  return new NotFoundError(
    `Rien n'est connu pour cette personne (${operation}, HTTP ${response.status}, sans corps).`,
    {
      kind: 'not-found',
      retry: 'never',
      userMessage: "Aucun avis trouvé : vérifiez la saisie, ou demandez un justificatif à l'usager.",
      operation,
      httpStatus: response.status,
      codes: [],
      requestId,
      sent: true,
    },
  );
}
