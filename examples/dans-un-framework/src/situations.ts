/** Tout ce que le bac à sable sait faire arriver à cette opération, et ce que le service en dit à qui l'appelle. */

export const JEANNE = {
  nom: 'ROUX',
  prenoms: 'JEANNE STEPHANIE',
  naissance: '1987-06-27',
  sexe: 'F',
  communeNaissance: '08480',
};

export interface Situation {
  /** Scénario du bac à sable ; vide : aucun. */
  scenario: string;
  formulaire?: object;
  statut: number;
  /** Nature de l'erreur ; absente quand le service a répondu. */
  kind?: string;
  /** `Retry-After`. */
  dansSecondes?: string;
  champs?: string[];
}

const QUATRE_HEURES = 14_400;

export const SITUATIONS: readonly Situation[] = [
  { scenario: '', statut: 200 },
  { scenario: 'slow:ms=50', statut: 200 },
  { scenario: 'wrongType', statut: 200 },
  { scenario: 'expiredLink', statut: 200 },
  { scenario: 'expiredToken', statut: 502, kind: 'authentication' },
  { scenario: 'missingScope', statut: 502, kind: 'permission' },
  { scenario: 'outage', statut: 503, kind: 'provider-down', dansSecondes: '60' },
  { scenario: 'outage:status=504', statut: 503, kind: 'provider-down', dansSecondes: '60' },
  { scenario: 'providerTimeout', statut: 503, kind: 'provider-down', dansSecondes: '60' },
  { scenario: 'maintenance:retryIn=5400', statut: 503, kind: 'maintenance', dansSecondes: '5400' },
  {
    scenario: `manualReview:retryIn=${QUATRE_HEURES}`,
    statut: 503,
    kind: 'provider-down',
    dansSecondes: `${QUATRE_HEURES}`,
  },
  { scenario: 'locked:times=1000', statut: 503, kind: 'locked', dansSecondes: '60' },
  { scenario: 'severalFound', statut: 409, kind: 'several-found' },
  { scenario: 'error:code=00500', statut: 502, kind: 'server' },
  { scenario: 'error:code=00202', statut: 500, kind: 'configuration' },
  { scenario: 'hang', statut: 504, kind: 'timeout' },
  { scenario: 'truncatedJson', statut: 502, kind: 'invalid-response' },
  { scenario: 'htmlPage', statut: 502, kind: 'invalid-response' },
  { scenario: 'emptyBody', statut: 502, kind: 'invalid-response' },
  { scenario: 'cutConnection:moment=before', statut: 502, kind: 'connection' },
  { scenario: 'cutConnection', statut: 502, kind: 'connection' },
  { scenario: '', formulaire: { ...JEANNE, nom: 'INCONNUE' }, statut: 404, kind: 'not-found' },
  {
    scenario: '',
    formulaire: { ...JEANNE, naissance: '1987-02-30' },
    statut: 422,
    kind: 'invalid',
    champs: ['naissance'],
  },
  {
    scenario: '',
    formulaire: { ...JEANNE, sexe: 'H', paysNaissance: 'FR' },
    statut: 422,
    kind: 'invalid',
    champs: ['sexe', 'paysNaissance'],
  },
  { scenario: '', formulaire: {}, statut: 422, kind: 'invalid', champs: ['naissance'] },
  // La dernière : ce que l'API a dit de son quota vaut pour les appels suivants.
  { scenario: 'quotaExceeded:retryAfter=7', statut: 503, kind: 'quota', dansSecondes: '7' },
];
