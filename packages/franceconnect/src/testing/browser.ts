/** A browser without scripts: it keeps cookies and follows redirects, as far as the service's own address. */
type Jar = Map<string, string>;

export interface Visit {
  status: number;
  body: string;
  location: string | undefined;
}

export async function visit(url: string, jar: Jar, form?: URLSearchParams): Promise<Visit> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form ? { method: 'POST', body: form } : {}),
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=', 2);
    if (value) jar.set(name, value);
    else jar.delete(name);
  }
  const location = response.headers.get('location');
  return {
    status: response.status,
    body: await response.text(),
    location: location === null ? undefined : new URL(location, url).href,
  };
}

async function follow(url: string, jar: Jar, form?: URLSearchParams): Promise<Visit & { url: string }> {
  const { origin } = new URL(url);
  let at = url;
  let seen = await visit(at, jar, form);
  for (let hops = 0; seen.location?.startsWith(origin) && hops < 10; hops++) {
    at = seen.location;
    seen = await visit(at, jar);
  }
  return { ...seen, url: at };
}

/** Chooses a citizen and consents; without a citizen, gives up. Returns the address the service is called back at. */
export async function logIn(url: string, citizen: string | undefined, jar: Jar = new Map()): Promise<string> {
  const login = await follow(url, jar);
  if (citizen === undefined) {
    const gone = await follow(login.url, jar, new URLSearchParams({ action: 'cancel' }));
    return gone.location ?? '';
  }
  const consent = await follow(login.url, jar, new URLSearchParams({ citizen }));
  if (consent.location) return consent.location;
  const done = await follow(consent.url, jar, new URLSearchParams({ action: 'accept' }));
  return done.location ?? '';
}
