/** TypeDoc plugin: the site's theme, its French words, and the groups a package's page lists its exports in. */
import { Application, MarkdownEvent } from 'typedoc';
import { nameDocuments } from './documents.ts';
import { regroup } from './groups.ts';
import { linkPackages } from './links.ts';
import { PlainRouter } from './router.ts';
import { ApigouvTheme } from './theme.ts';

export function load(app: Application): void {
  app.renderer.defineTheme('apigouv', ApigouvTheme);
  app.renderer.defineRouter('apigouv', PlainRouter);
  // Once the packages are together and TypeDoc has grouped them its way.
  app.on(
    Application.EVENT_PROJECT_REVIVE,
    (project) => {
      nameDocuments(project);
      regroup(project);
      linkPackages(project);
    },
    -1000,
  );
  // TypeDoc's French leaves the names of the tags in English.
  app.internationalization.addTranslations('fr', {
    tag_deprecated: 'Déprécié',
    tag_example: 'Exemple',
    tag_see: 'Voir',
    tag_throws: 'Erreurs',
    flag_optional: 'Facultatif',
    theme_loading: 'Chargement…',
    theme_preparing_search_index: 'Préparation de la recherche…',
  });
  // After TypeDoc's own parsing: a wide table scrolls inside itself, by the keyboard too.
  app.renderer.on(
    MarkdownEvent.PARSE,
    (event) => {
      event.parsedText = event.parsedText
        .replaceAll('<table>', '<div class="defile" role="group" aria-label="Tableau" tabindex="0"><table>')
        .replaceAll('</table>', '</table></div>');
    },
    -1,
  );
}
