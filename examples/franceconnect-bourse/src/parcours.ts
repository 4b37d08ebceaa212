/** Un navigateur sans script, pour montrer le parcours dans un terminal : il garde les cookies et suit les redirections. */
export function creerNavigateur() {
  const cookies = new Map<string, Map<string, string>>();

  return async function ouvrir(
    adresse: string,
    formulaire?: Record<string, string>,
  ): Promise<{ url: string; texte: string }> {
    let url = new URL(adresse);
    let corps = formulaire;
    for (let sauts = 0; sauts < 20; sauts++) {
      const boite = cookies.get(url.host) ?? new Map<string, string>();
      cookies.set(url.host, boite);
      const reponse = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...boite].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ') },
        ...(corps ? { method: 'POST', body: new URLSearchParams(corps) } : {}),
      });
      for (const cookie of reponse.headers.getSetCookie()) {
        const [nom = '', valeur = ''] = (cookie.split(';')[0] ?? '').split('=', 2);
        if (valeur) boite.set(nom, valeur);
        else boite.delete(nom);
      }
      const suite = reponse.headers.get('location');
      if (suite === null) return { url: url.href, texte: await reponse.text() };
      await reponse.body?.cancel();
      url = new URL(suite, url);
      corps = undefined;
    }
    throw new Error('Trop de redirections.');
  };
}
