import type { MockCall } from '@apigouv/core/mocks';
import type { Sandbox } from '../sandbox.ts';

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  particulier: [
    '/v3/dss/quotient_familial/identite?recipient=13002526500013&nomNaissance=ROUX&prenoms[]=JEANNE&prenoms[]=STEPHANIE&anneeDateNaissance=1987&moisDateNaissance=6&jourDateNaissance=27&sexeEtatCivil=F&codeCogInseePaysNaissance=99100&codeCogInseeCommuneNaissance=08480',
    '/api/introspect',
    '/api/ping',
  ],
  entreprise: [
    '/v4/insee/sirene/unites_legales/552049447?recipient=21920023500014&context=essai&object=essai',
    '/v4/dgfip/unites_legales/418166096/attestation_fiscale?recipient=21920023500014&context=essai&object=essai',
    '/privileges?recipient=21920023500014&context=essai&object=essai',
  ],
};

/** What the command says once it listens. */
export function welcome({ url, apis }: Sandbox, token: string): string {
  const calls = Object.entries(EXAMPLES)
    .filter(([name]) => apis[name] !== undefined)
    .flatMap(([name, paths]) =>
      paths.map((path) => `curl -g -H 'Authorization: Bearer ${token}' '${apis[name]}${path}'`),
    )
    .slice(0, 3);
  return [
    `Bac à sable : ${url}`,
    ...Object.entries(apis).map(([name, base]) => `  ${name.padEnd(18)} ${base}`),
    `Jeton : ${token}`,
    'Essayez :',
    ...calls.map((call) => `  ${call}`),
    `Mettre en panne une requête : -H 'X-Sandbox-Scenario: outage'. Arrêt : Ctrl-C.`,
  ].join('\n');
}

/** A line of the log. */
export const line = ({ operation, status, code, duration, params }: MockCall): string =>
  [
    operation ?? 'route inconnue',
    status || 'sans réponse',
    code,
    `${duration} ms`,
    params && JSON.stringify(params),
  ]
    .filter(Boolean)
    .join(' · ');
