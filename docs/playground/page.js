/** The page « Essayer »: one editor, and examples to begin with. */
import { createEditor } from './editor.js';

const PARTICULIER = `import { createParticulier, dateNaissance } from '@apigouv/particulier';

const particulier = createParticulier({ recipient: '13002526500013' });
`;
const ENTREPRISE = `import { createEntreprise } from '@apigouv/entreprise';

const entreprise = createEntreprise({
  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
});
`;
const IDENTITY = `  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  sexeEtatCivil: 'F',
  ...dateNaissance('1987-06-27'),
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
`;
const EXAMPLES = {
  'Quotient familial': `${PARTICULIER}
const { data } = await particulier.dss.quotientFamilial.identite({
${IDENTITY}});
console.log(data.quotient_familial);`,
  'Citoyen connecté avec FranceConnect': `${PARTICULIER.replace(', dateNaissance', '')}
// En vrai, le jeton d'accès du citoyen ; ici, une personne des données de test.
const citoyen = particulier.withFranceConnect('loic-d-arc');
const { data } = await citoyen.cnous.etudiantBoursier.franceConnect();
console.log(data);`,
  'Attestation fiscale, en PDF': `${ENTREPRISE.replace('createEntreprise }', 'createEntreprise, downloadDocument }')}
const { stream, type, size } = await downloadDocument((options) =>
  entreprise.dgfip.attestationFiscale({ siren: '418166096' }, options),
);
console.log(type, size, (await new Response(stream).text()).slice(0, 8));`,
  "Dossier d'une entreprise": `${ENTREPRISE.replace('createEntreprise }', 'createEntreprise, dossier, piecesMarchePublic }')}
for await (const piece of dossier(entreprise, '41816609600069', { pieces: piecesMarchePublic })) {
  console.log(piece.piece, piece.status === 'obtained' ? 'obtenue' : piece.userMessage);
}`,
  'Revenus du foyer fiscal': `import { avisImposition, createImpotParticulier } from '@apigouv/impot-particulier';

const impot = createImpotParticulier({ environment: 'https://passerelle.example/impotparticulier/1.0' });
console.log(await avisImposition(impot, { spi: '1111111111111', annrev: 2021 }));`,
  'Paramètre mal formé': `${PARTICULIER}
// Rien n'est envoyé : l'erreur nomme tout ce qui ne va pas, sans répéter une valeur.
await particulier.dss.quotientFamilial.identite({
${IDENTITY.replace("'99100'", "'FRANCE'").replace("'F'", "'Mme'")}});`,
  'Personne inconnue': `${PARTICULIER}
await particulier.dss.quotientFamilial.identite({
${IDENTITY.replace('ROUX', 'INCONNU')}});`,
};

const example = document.getElementById('exemple');
for (const name of Object.keys(EXAMPLES)) example.add(new Option(name));
const editor = createEditor('programme');
const write = () => editor.write(EXAMPLES[example.value]);
example.addEventListener('change', write);
write();
document.getElementById('essai').replaceWith(editor.box);
document.documentElement.dataset.ready = '';
