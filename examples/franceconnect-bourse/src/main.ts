/** `node src/main.ts` montre un parcours et s'arrête ; `node src/main.ts --serve` laisse le site ouvert, pour un navigateur. */
import { createBrowser } from './browser.ts';
import { startSimulation } from './simulation.ts';

const serve = process.argv.includes('--serve');
const simulation = await startSimulation(serve ? 3000 : 0);
console.log(`Site : ${simulation.origin}\nFranceConnect simulé : ${simulation.franceConnect.issuer}`);

if (!serve) {
  const visit = createBrowser();
  const login = await visit(`${simulation.origin}/connexion`);
  const consent = await visit(login.url, { citizen: 'loic-d-arc' });
  const demande = await visit(consent.url, { action: 'accept' });
  for (const [, name, value] of demande.text.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g))
    console.log(`${name} : ${value}`);
  await simulation.close();
}
