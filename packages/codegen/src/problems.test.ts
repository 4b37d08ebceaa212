/** A wrong specification is refused with messages that name the file and the place, all of them at once. */
import { expect, test } from 'vitest';
import { readApi } from './model/api.ts';
import { SpecError } from './problems.ts';
import { miniSource } from './testing.ts';

type Alter = NonNullable<Parameters<typeof miniSource>[0]>;

function problemsOf(alter: Alter): readonly string[] {
  try {
    readApi(miniSource(alter));
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
}

const identite = '/v3/etat_civil/identite';
const at = `specs/dist/mini.json › paths › ${identite} › get`;
const unites = '/v3/unites/{siren}/etablissements/{code_postal}';
const param =
  (schema: object, more: object = {}): Alter =>
  (spec) =>
    spec.paths[identite].get.parameters.push({
      name: 'essai',
      in: 'query',
      description: 'Essai.',
      schema,
      ...more,
    });

const cases: [string, Alter, string][] = [
  [
    'an operation without operationId',
    (s) => delete s.paths[identite].get.operationId,
    `${at} › operationId : manque`,
  ],
  [
    'a badly formed operationId',
    (s) => (s.paths[identite].get.operationId = 'Etat civil'),
    `${at} › operationId : "Etat civil" : forme famille.operation attendue`,
  ],
  [
    'two operations of the same id',
    (s) => (s.paths['/v3/documents'].get.operationId = 'etatCivil.identite'),
    `specs/dist/mini.json › paths › /v3/documents › get › operationId : « etatCivil.identite » est déjà celui de ${identite}`,
  ],
  [
    'an operation that is also a group',
    (s) => (s.paths['/v3/documents'].get.operationId = 'etatCivil'),
    'specs/dist/mini.json › paths › /v3/documents › get › operationId : « etatCivil » contient déjà « etatCivil.identite » : choisissez un autre nom',
  ],
  [
    'a method other than GET',
    (s) => (s.paths['/ping'].post = { ...s.paths['/ping'].get, operationId: 'plateforme.post' }),
    'specs/dist/mini.json › paths › /ping › post : seules les opérations GET sont prises en charge',
  ],
  [
    'an unknown rate group',
    (s) => (s.paths[identite].get['x-rate-limit'] = 'inconnu'),
    `${at} › x-rate-limit : groupe « inconnu » absent de specs/dist/mini.json › x-rate-limits`,
  ],
  [
    'a rate group without a period',
    (s) => delete s['x-rate-limits'].ressources.period,
    'specs/dist/mini.json › x-rate-limits › ressources : { limit, period, per: group ou operation } attendu',
  ],
  [
    'an address limit without a period',
    (s) => delete s['x-address-limit'].period,
    'specs/dist/mini.json › x-address-limit : { limit, period } attendu',
  ],
  [
    'missing scopes',
    (s) => delete s.paths[identite].get['x-scopes'],
    `${at} › x-scopes : manque ([] si tout jeton valide ouvre l'opération)`,
  ],
  [
    'scopes that are no list',
    (s) => (s.paths[identite].get['x-scopes'] = 'ec_nom'),
    `${at} › x-scopes : une liste de scopes est attendue`,
  ],
  [
    'an unknown kind of access',
    (s) => (s.paths[identite].get.security = [{ cookie: [] }]),
    `${at} › security : accès inconnu : jeton, franceConnect (avec jeton si son en-tête est à part) ou [] attendu, un seul par opération`,
  ],
  [
    'an unknown successor',
    (s) => (s.paths['/v2/etat_civil/identite'].get['x-replaced-by'] = 'etatCivil.inconnu'),
    'specs/dist/mini.json › paths › /v2/etat_civil/identite › get › x-replaced-by : opération « etatCivil.inconnu » inconnue',
  ],
  [
    'a 200 without named schema',
    (s) => (s.paths[identite].get.responses['200'].content['application/json'].schema = { type: 'object' }),
    `${at} › responses › 200 : la réponse doit être un schéma nommé de components › schemas`,
  ],
  [
    'an error code without its text',
    (s) => s.paths[identite].get.responses['404']['x-error-codes'].push('90009'),
    `${at} › responses › 404 › x-error-codes : le code 90009 n'a pas d'exemple`,
  ],
  [
    'an error example that is no error',
    (s) => (s.paths[identite].get.responses['404'].content['application/json'].examples['90003'].value = {}),
    `${at} › responses › 404 › examples › 90003 : corps d'erreur { errors: [{ code, title, detail }] } ou { erreur: { code, message } } attendu`,
  ],
  [
    'an x-scope that is no string',
    (s) => (s.components.schemas.EtatCivil.properties.nom['x-scope'] = ['ec_nom']),
    'specs/dist/mini.json › components › schemas › EtatCivil › properties › nom › x-scope : un scope (chaîne) est attendu',
  ],
  [
    'a masked field that is required',
    (s) => s.components.schemas.EtatCivil.required.push('nom'),
    'specs/dist/mini.json › components › schemas › EtatCivil › required : « nom » porte x-scope : absent sans ce scope, il ne peut pas être requis',
  ],
  [
    'a schema whose name is no identifier',
    (s) => (s.components.schemas['État-civil'] = { type: 'object' }),
    "specs/dist/mini.json › components › schemas › État-civil : le nom d'un schéma doit être un identifiant TypeScript",
  ],
  [
    'a type that is none',
    (s) => (s.components.schemas.EtatCivil.properties.nom.type = 'text'),
    'specs/dist/mini.json › components › schemas › EtatCivil › properties › nom › type : type « text » inconnu',
  ],
  [
    'a keyword that no type would show',
    (s) => (s.components.schemas.EtatCivil.properties.enfants.items.prefixItems = []),
    'specs/dist/mini.json › components › schemas › EtatCivil › properties › enfants › items › prefixItems : non pris en charge',
  ],
  [
    'a schema that points nowhere',
    (s) => (s.components.schemas.Adresse.additionalProperties = { $ref: '#/components/schemas/Absent' }),
    'specs/dist/mini.json › components › schemas › Adresse › additionalProperties › $ref : schéma #/components/schemas/Absent introuvable dans components › schemas',
  ],
  [
    'a parameter that points nowhere',
    (s) => s.paths[identite].get.parameters.push({ $ref: '#/components/parameters/absent' }),
    `${at} › parameters › 10 : référence #/components/parameters/absent introuvable`,
  ],
  [
    'a cookie',
    param({ type: 'string' }, { in: 'cookie' }),
    `${at} › parameters › essai : emplacement « cookie » non pris en charge : query, path ou header attendu`,
  ],
  [
    'a deep object',
    param({ type: 'object' }, { style: 'deepObject' }),
    `${at} › parameters › essai : style « deepObject » non pris en charge : « form » attendu`,
  ],
  [
    'an object',
    param({ type: 'object' }),
    `${at} › parameters › essai : type « object » non pris en charge : string, integer ou liste de string attendu`,
  ],
  [
    'a list without brackets',
    param({ type: 'array', items: { type: 'string' } }),
    `${at} › parameters › essai : le nom d'une liste doit finir par []`,
  ],
  [
    'a list in one value',
    param({ type: 'array', items: { type: 'string' } }, { name: 'essai[]', explode: false }),
    `${at} › parameters › essai[] : explode: false non pris en charge : un élément par valeur attendu`,
  ],
  [
    'brackets without a list',
    param({ type: 'string' }, { name: 'essai[]' }),
    `${at} › parameters › essai[] : crochets réservés aux paramètres de type array`,
  ],
  [
    'a way of writing without a name',
    param({ type: 'string', 'x-normalise': 3 }),
    `${at} › parameters › essai : x-normalise doit être un nom de réécriture, comme nom ou capitales`,
  ],
  [
    'an odd format',
    param({ type: 'string', 'x-format': 3 }),
    `${at} › parameters › essai : x-format doit être un nom de format, comme siret ou cog-commune`,
  ],
  [
    'an odd name',
    param({ type: 'string' }, { 'x-name': 'a-b' }),
    `${at} › parameters › essai : x-name doit être un identifiant TypeScript`,
  ],
  [
    'the same key twice',
    param({ type: 'string' }, { in: 'header', 'x-name': 'mois' }),
    `${at} › parameters › essai : la clé « mois » sert déjà à un autre paramètre ; donnez un x-name`,
  ],
  [
    'a path parameter that is not described',
    (s) => s.paths[unites].get.parameters.shift(),
    `specs/dist/mini.json › paths › ${unites} › get › parameters : le paramètre de chemin {code_postal} n'est pas décrit`,
  ],
  [
    'a path parameter that is not in the path',
    param({ type: 'string' }, { in: 'path', required: true }),
    `${at} › parameters › essai : absent du chemin de l'opération`,
  ],
  [
    'no environment prefix',
    (s) => delete s['x-env'],
    "specs/dist/mini.json › x-env : préfixe de variables d'environnement attendu, comme API_PARTICULIER",
  ],
  [
    'a single server',
    (s) => s.servers.pop(),
    'specs/dist/mini.json › servers : deux serveurs attendus : la production, puis le bac à sable ; ou un seul, https://{hote}/…, si les hôtes ne sont pas publics',
  ],
  [
    "a citizen's token in its own header, without the service's",
    (s) =>
      (s.components.securitySchemes = { franceConnect: { type: 'apiKey', in: 'header', name: 'X-Citoyen' } }),
    `specs/dist/mini.json › paths › /v3/etat_civil/france_connect › get › security : accès inconnu : jeton, franceConnect (avec jeton si son en-tête est à part) ou [] attendu, un seul par opération`,
  ],
  [
    'a status that means what is none',
    (s) => (s['x-status-meanings'] = { 410: 'absent' }),
    'specs/dist/mini.json › x-status-meanings › 410 : deux statuts en 4xx ou 5xx attendus',
  ],
  [
    'an unknown form of errors',
    (s) => (s['x-error-format'] = 'xml'),
    'specs/dist/mini.json › x-error-format : « erreur » attendu',
  ],
  [
    'a generated parameter in the query',
    param({ type: 'string' }, { 'x-generated': 'uuid' }),
    `${at} › parameters › essai : x-generated : uuid attendu, sur un en-tête`,
  ],
  [
    'an empty answer beside an envelope',
    (s) => (s.paths[identite].get.responses['204'] = { description: 'Rien.' }),
    `${at} › responses › 204 : sans corps : refusé à côté d’une enveloppe`,
  ],
  [
    'a case of an unknown operation',
    (_, c) => c.cases[0].operations.push('etatCivil.inconnue'),
    'specs/dist/mini.cases.json › cases › inconnue › operations : opération « etatCivil.inconnue » inconnue',
  ],
  [
    'a case of an unknown citizen',
    (_, c) => (c.cases[0].usager = 'personne'),
    'specs/dist/mini.cases.json › cases › inconnue › usager : « personne » est inconnu',
  ],
  [
    'a case with a code the operation lacks',
    (_, c) => (c.cases[0].codes = ['12345']),
    "specs/dist/mini.cases.json › cases › inconnue › codes : code 12345 absent de l'opération « etatCivil.identite »",
  ],
];

test('the small specification is right', () => {
  expect(problemsOf(() => {})).toEqual([]);
});

// What follows from it (a case of the operation that has no id, say) is reported after it.
test.each(cases)('%s is refused', (_, alter, message) => {
  expect(problemsOf(alter)[0]).toBe(message);
});

test('every problem is reported, each once', () => {
  const found = problemsOf((spec, file) => {
    delete spec['x-env'];
    spec.components.parameters.mois.schema = { type: 'boolean' };
    file.cases[0].codes = ['12345'];
  });
  expect(found).toHaveLength(4);
  expect(new SpecError(found).message).toMatch(
    /^La spécification ne peut pas être traduite \(4 problèmes\) :\n {2}specs/,
  );
});
