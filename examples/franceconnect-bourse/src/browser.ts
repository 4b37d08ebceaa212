/** Un navigateur sans script, pour montrer le parcours dans un terminal : il garde les cookies et suit les redirections. */
export function createBrowser() {
  const cookies = new Map<string, Map<string, string>>();

  return async function visit(
    address: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; text: string }> {
    let url = new URL(address);
    let body = form;
    for (let hops = 0; hops < 20; hops++) {
      const jar = cookies.get(url.host) ?? new Map<string, string>();
      cookies.set(url.host, jar);
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=', 2);
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      const next = response.headers.get('location');
      if (next === null) return { url: url.href, text: await response.text() };
      await response.body?.cancel();
      url = new URL(next, url);
      body = undefined;
    }
    throw new Error('Trop de redirections.');
  };
}
