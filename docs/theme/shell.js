/* global SHELL */
// Runs where the toolbar stands, before the page is drawn: no flash of the other theme.
{
  const { dataset } = document.documentElement;
  const place = (html) => html.replace(/(href|src)="(?!#|https?:)/g, `$1="${dataset.base}`);
  try {
    dataset.theme = localStorage.getItem('tsd-theme') || 'os';
  } catch {
    dataset.theme = 'os';
  }
  document.currentScript.insertAdjacentHTML('afterend', place(SHELL.toolbar));

  addEventListener('DOMContentLoaded', () => {
    document
      .querySelector('.col-sidebar')
      .insertAdjacentHTML('beforeend', `<div class="site-menu">${place(SHELL.menu)}</div>`);
    document.body.insertAdjacentHTML('beforeend', `${SHELL.footer}<div class="overlay"></div>`);
    // TypeDoc's own scripts, which look for what was just put in place.
    for (const [name, id] of [
      ['icons', 'tsd-icons-script'],
      ['search', 'tsd-search-script'],
      ['navigation', 'tsd-nav-script'],
      ['hierarchy', 'tsd-hierarchy-script'],
      ['main', ''],
    ]) {
      const script = document.createElement('script');
      script.src = `${dataset.base}assets/${name}.js`;
      script.id = id;
      document.head.append(script);
    }
  });
}
