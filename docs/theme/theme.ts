/** TypeDoc's default theme, each thing said once. */
import {
  type ContainerReflection,
  type DeclarationReflection,
  DefaultTheme,
  DefaultThemeRenderContext,
  type JSX,
  type NavigationElement,
  PageEvent,
  type ProjectReflection,
  type Reflection,
  type ReflectionGroup,
  type RendererEvent,
  type SignatureReflection,
} from 'typedoc';
import { lighten, raw, render } from './html.ts';
import { breadcrumb, layout } from './layout.ts';
import { menu } from './menu.ts';
import { moduleList } from './modules.ts';
import { writeShell } from './shell.ts';
import { fieldsTable, isField } from './table.ts';

export class ApigouvTheme extends DefaultTheme {
  override ContextClass = Context;

  override render(page: PageEvent): string {
    return lighten(super.render(page));
  }

  override buildNavigation(project: ProjectReflection): NavigationElement[] {
    return menu(super.buildNavigation(project));
  }

  override async postRender(event: RendererEvent): Promise<void> {
    const page = new PageEvent<Reflection>(event.project);
    page.project = event.project;
    page.url = 'index.html';
    writeShell(this.getRenderContext(page), page, event.outputDirectory);
  }
}

/** Beside TypeDoc's search: the page where the packages run, and the choice of colours. */
const TOOLS = '<div id="tsd-toolbar-links">';
const OURS = `${TOOLS}<a href="essayer/index.html">Essayer</a><select id="tsd-theme" aria-label="Thème">\
<option value="os">Système</option><option value="light">Clair</option><option value="dark">Sombre</option></select>`;

class Context extends DefaultThemeRenderContext {
  constructor(...context: ConstructorParameters<typeof DefaultThemeRenderContext>) {
    super(...context);
    const { toolbar, memberDeclaration } = this;
    this.toolbar = (page) => {
      const html = render(toolbar(page));
      if (!html.includes(TOOLS)) throw new Error('barre d’outils de TypeDoc introuvable');
      return raw(html.replace(TOOLS, OURS));
    };
    // A long union of values reads as a paragraph, not as a column.
    this.memberDeclaration = (declaration) => {
      const html = render(memberDeclaration(declaration));
      const { type } = declaration;
      if (type?.type !== 'union' || !type.types.every((member) => member.type === 'literal'))
        return raw(html);
      return raw(html.replace(/<br\/>[\s\u00a0]*(?=<span class="tsd-signature-symbol">\|)/g, ' '));
    };
  }

  override defaultLayout: DefaultThemeRenderContext['defaultLayout'] = (template, page) =>
    raw(layout(this, template, page));

  override settings = (): JSX.Element => raw('');

  override breadcrumbs = (model: Reflection): JSX.Element => raw(breadcrumb(this, model));

  // The members follow: a preview and an index would say them again.
  override reflectionPreview = (): undefined => undefined;
  override index = (): JSX.Element => raw('');

  override moduleReflection = (module: DeclarationReflection | ProjectReflection): JSX.Element =>
    raw(moduleList(this, module));

  override members = (container: ContainerReflection): JSX.Element =>
    raw((container.groups ?? []).map((group) => this.#group(group, container.groups?.length === 1)).join(''));

  #group({ title, children }: ReflectionGroup, alone: boolean): string {
    const members = children.filter((child) => !this.router.hasOwnDocument(child));
    if (members.length === 0) return '';
    const id = this.slugger.slug(title);
    if (!members.every(isField)) {
      this.page.startNewSection(title);
      return section(id, title, members.map((member) => render(this.member(member))).join(''));
    }
    if (alone) return fieldsTable(this, members, id);
    this.page.startNewSection('');
    this.page.pageHeadings.push({ link: `#${id}`, text: title });
    return section(id, title, fieldsTable(this, members));
  }

  // The signature above it has said the parameters' types and the result's.
  override memberSignatureBody = (signature: SignatureReflection): JSX.Element => {
    const parameters = (signature.parameters ?? [])
      .map((parameter) => {
        const details = [
          this.commentSummary(parameter),
          this.commentTags(parameter),
          this.typeDetailsIfUseful(parameter, parameter.type),
        ];
        const said = render(details);
        return said && `<li><code>${parameter.name}</code>${said}</li>`;
      })
      .join('');
    const returns = signature.comment?.getTag('@returns');
    const result =
      (returns ? this.markdown(returns.content) : '') +
      render(this.typeDetailsIfUseful(signature, signature.type));
    return raw(
      [
        render(this.commentSummary(signature)),
        signature.typeParameters ? render(this.typeParameters(signature.typeParameters)) : '',
        parameters && `<h4>Paramètres</h4><ul class="tsd-parameter-list">${parameters}</ul>`,
        result && `<h4>Résultat</h4><div class="tsd-typography">${result}</div>`,
        render(this.commentTags(signature)),
        render(this.memberSources(signature)),
      ].join(''),
    );
  };
}

const section = (id: string, title: string, body: string): string =>
  `<section><h2 id="${id}">${title}</h2>${body}</section>`;
