/** Downloads from a real server on loopback: what a certificate's address may answer, good or bad. */
import { getEventListeners } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEntreprise } from '../index.ts';
import { downloadDocument } from './download.ts';
import { DocumentError } from './error.ts';

const PDF = '%PDF-1.4\n% fictif\n%%EOF\n';
const seen: { url: string; authorization: string | undefined }[] = [];
let server: Server;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.push({ url, authorization: request.headers.authorization });
    if (url === '/ok.pdf') response.setHeader('content-type', 'application/pdf').end(PDF);
    else if (url.startsWith('/ok')) response.end(PDF);
    else if (url === '/lent.pdf') {
      response.write('%P');
      setTimeout(() => response.end('DF-1.4 %%EOF'), 30);
    } else if (url === '/page.pdf') response.end('<html>Connexion</html>');
    else if (url === '/gros.pdf') {
      response.write(PDF);
      response.end('x'.repeat(5000));
    } else if (url === '/sans-fin.pdf') {
      // Without a size, as an old proxy serves: the end of the connection is that of the file.
      response.socket?.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${PDF.slice(0, -6)}`);
    } else if (url === '/comprime.pdf') {
      const body = gzipSync(PDF);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
    } else if (url === '/goutte.pdf') {
      response.write(PDF);
      const drip = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(drip));
    } else if (url === '/muet.pdf') return;
    else if (url === '/attente.pdf') response.writeHead(503, { 'retry-after': '120' }).end();
    else if (url === '/type.html') response.setHeader('content-type', 'text/html').end(PDF);
    else if (url.startsWith('/proxy/')) response.end(PDF);
    else if (url.startsWith('/relais/')) relay(url.slice('/relais/'.length), response);
    else if (url === '/ailleurs.pdf') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else response.writeHead(403).end('{"errors":[{"code":"00403"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Answers as the relay of the platform: where the file is, not the file. */
function relay(to: string, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  if (to === 'mort') response.writeHead(410).end('{"errors":[{"code":"00403"}]}');
  else if (to === 'vide') response.end('{"data":{}}');
  else if (to === 'coupe') response.end('{"data":');
  else if (to === 'gros') response.end(`{"data":"${'x'.repeat(100_000)}"}`);
  else if (to === 'dehors') response.end('{"data":{"document_url":"https://example.org/a.pdf"}}');
  else response.end(JSON.stringify({ data: { document_url: at(to), expires_in: 86_400 } }));
}

const at = (path: string): string => `http://${host}/${path}`;
const answer = (url: string | null) => ({ data: { document_url: url } });
const problemOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error = await promise.catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(DocumentError);
  expect(JSON.stringify(error)).not.toContain(host);
  // A web framework would take these for its own answer's.
  expect(error).not.toHaveProperty('status');
  expect(error).not.toHaveProperty('statusCode');
  return (error as DocumentError).problem;
};

describe('a certificate', () => {
  it('is streamed with its name, type and size, and without any token', async () => {
    const { name, type, size, stream } = await downloadDocument(answer(at('ok.pdf')), { hosts: [host] });
    expect({ name, type, text: await new Response(stream).text() }).toEqual({
      name: 'ok.pdf',
      type: 'application/pdf',
      text: PDF,
    });
    expect(size ?? PDF.length).toBe(PDF.length);
    expect(seen.at(-1)?.authorization).toBeUndefined();
  });

  it("is downloaded from the platform's storage too, where older answers put it", async () => {
    const storage = async (): Promise<Response> => new Response(PDF);
    const { name } = await downloadDocument(
      'https://storage.entreprise.api.gouv.fr/siade/1687269600-0a1b2c3d4e5f-statuts.pdf',
      {
        fetch: storage,
      },
    );
    expect(name).toBe('statuts.pdf');
  });

  it.each(['ok%2F..%2F..%2Fetc.pdf', 'ok%E0.pdf'])(
    'never names a file outside the folder it is saved in (%s)',
    async (path) => {
      const { name } = await downloadDocument(at(path), { hosts: [host] });
      expect(name).toBe('document.pdf');
    },
  );

  it('is known for a PDF even when its first bytes come apart', async () => {
    const { stream } = await downloadDocument(at('lent.pdf'), { hosts: [host] });
    expect(await new Response(stream).text()).toBe('%PDF-1.4 %%EOF');
  });

  it('is asked for once more, without cache, when its link is dead', async () => {
    const asked: unknown[] = [];
    const { name } = await downloadDocument(
      async (options) => {
        asked.push(options);
        return answer(at(options.cache ? 'ok.pdf' : 'expire.pdf'));
      },
      { hosts: [host] },
    );
    expect(name).toBe('ok.pdf');
    expect(asked).toEqual([{}, { cache: 'no-cache' }]);
  });

  it('stays dead when the new link is dead too', async () => {
    const source = async () => answer(at('expire.pdf'));
    expect(await problemOf(downloadDocument(source, { hosts: [host] }))).toBe('expired');
  });

  it.each([
    ['a page of HTML', 'page.pdf', 'not-pdf'],
    ['a redirection', 'ailleurs.pdf', 'unreachable'],
    ['an expired link', 'expire.pdf', 'expired'],
  ])('is not %s', async (_, path, problem) => {
    expect(await problemOf(downloadDocument(at(path), { hosts: [host] }))).toBe(problem);
  });

  it('does not pass the size that was allowed, said beforehand or not', async () => {
    const download = downloadDocument(at('gros.pdf'), { hosts: [host], maxBytes: 1000 });
    expect(await problemOf(download.then(({ stream }) => new Response(stream).text()))).toBe('too-large');
  });

  it('is found behind a relay, which is not given the token either', async () => {
    const before = seen.length;
    const { name, stream } = await downloadDocument(answer(at('relais/ok.pdf')), { hosts: [host] });
    expect([name, await new Response(stream).text()]).toEqual(['ok.pdf', PDF]);
    expect(seen.slice(before)).toEqual([
      { url: '/relais/ok.pdf', authorization: undefined },
      { url: '/ok.pdf', authorization: undefined },
    ]);
  });

  it.each(['relais/mort', 'relais/expire.pdf'])(
    'is asked for once more when a hop of its relay is dead (%s)',
    async (path) => {
      const source = async ({ cache }: { cache?: string }) => at(cache ? 'relais/ok.pdf' : path);
      expect((await downloadDocument(source, { hosts: [host] })).name).toBe('ok.pdf');
    },
  );

  it.each([
    ['a relay that leads to another host', 'relais/dehors', 'address'],
    ['a relay that leads to a relay', 'relais/relais/ok.pdf', 'not-pdf'],
    ['a relay that leads nowhere', 'relais/vide', 'not-pdf'],
    ['a relay whose answer is cut', 'relais/coupe', 'not-pdf'],
    ['a relay that goes on and on', 'relais/gros', 'too-large'],
  ])('is not %s', async (_, path, problem) => {
    expect(await problemOf(downloadDocument(at(path), { hosts: [host] }))).toBe(problem);
  });

  it.each([
    ['http://entreprise.api.gouv.fr/proxy/files/a', 'https://entreprise.api.gouv.fr/proxy/files/a'],
    [
      'http://storage.entreprise.api.gouv.fr/siade/a.pdf',
      'https://storage.entreprise.api.gouv.fr/siade/a.pdf',
    ],
    ['http://qualypso.fr/a.pdf', 'https://qualypso.fr/a.pdf'],
  ])('is never asked for in clear: %s', async (written, asked) => {
    const addresses: string[] = [];
    const fetch = async (address: URL | RequestInfo): Promise<Response> => {
      addresses.push(String(address));
      return new Response(PDF);
    };
    await downloadDocument(written, { fetch, hosts: ['qualypso.fr'] });
    expect(addresses).toEqual([asked]);
  });

  it('is one among others when the function gives its address, or null', async () => {
    expect((await downloadDocument(async () => at('ok.pdf'), { hosts: [host] })).name).toBe('ok.pdf');
    expect(await problemOf(downloadDocument(async () => null))).toBe('absent');
  });

  it('was not delivered when its address is null', async () => {
    expect(await problemOf(downloadDocument(answer(null)))).toBe('absent');
  });

  it.each([
    ['another host', 'https://example.org/a.pdf'],
    ['a private address', 'https://10.0.0.1/a.pdf'],
    ['a host that only begins like it', 'https://entreprise.api.gouv.fr.example.org/a.pdf'],
    ['credentials', 'https://a:b@entreprise.api.gouv.fr/a.pdf'],
    ['no address at all', 'a.pdf'],
    ['a file of the machine', 'file:///etc/passwd'],
  ])('is not fetched from %s', async (_, address) => {
    const fetch = (): never => {
      throw new Error('sent');
    };
    expect(await problemOf(downloadDocument(address, { fetch }))).toBe('address');
  });

  it('is a PDF by name and type, whatever the server says', async () => {
    const { name, type } = await downloadDocument(at('type.html'), { hosts: [host] });
    expect([name, type]).toEqual(['type.pdf', 'application/pdf']);
  });

  it('is known to be cut when nothing but its own end could tell', async () => {
    const { stream } = await downloadDocument(at('sans-fin.pdf'), { hosts: [host] });
    expect(await problemOf(new Response(stream).text())).toBe('unreachable');
  });

  it.each([
    ['shorter than announced', PDF.length + 1, PDF, 'unreachable'],
    ['as long as announced, without a PDF’s usual end', 8, '%PDF-1.4', undefined],
    ['ended, then followed by a few signs', undefined, `${PDF}${' '.repeat(1000)}`, undefined],
    ['ended long before', undefined, `${PDF}${' '.repeat(1100)}`, 'unreachable'],
  ])('is %s', async (_, size, text, problem) => {
    const headers = size === undefined ? {} : { 'content-length': String(size) };
    const fetch = async () => new Response(text, { headers });
    const { stream } = await downloadDocument(at('ok.pdf'), { hosts: [host], fetch });
    const read = new Response(stream).text();
    if (problem) expect(await problemOf(read)).toBe(problem);
    else expect(await read).toBe(text);
  });

  it('does not take the size of what is compressed for its own', async () => {
    const { size, stream } = await downloadDocument(at('comprime.pdf'), { hosts: [host] });
    expect(size).toBeUndefined();
    expect(await new Response(stream).text()).toBe(PDF);
  });

  it.each(['muet.pdf', 'goutte.pdf'])('has a delay, content and all (%s)', async (path) => {
    const { signal } = new AbortController();
    const download = downloadDocument(at(path), { hosts: [host], timeout: 100, signal });
    const read = download.then(({ stream }) => new Response(stream).text());
    await expect(read).rejects.toMatchObject({ name: 'TimeoutError', phase: 'total' });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('takes the delay of its client when it has none', async () => {
    const client = createEntreprise({ environment: at(''), token: 'essai', timeout: 100 });
    await expect(downloadDocument(at('muet.pdf'), { client })).rejects.toMatchObject({
      message: expect.stringContaining('100 ms'),
    });
  });

  it('leaves no listener behind, read whole or let go', async () => {
    const { signal } = new AbortController();
    const whole = await downloadDocument(at('ok.pdf'), { hosts: [host], signal });
    await new Response(whole.stream).text();
    const left = await downloadDocument(at('goutte.pdf'), { hosts: [host], signal });
    await left.stream.cancel();
    await downloadDocument(at('page.pdf'), { hosts: [host], signal }).catch(() => {});
    // Those of `fetch`, which is given another signal, are not ours to count.
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('says when to ask again', async () => {
    const refused = downloadDocument(at('attente.pdf'), { hosts: [host] });
    await expect(refused).rejects.toMatchObject({ problem: 'unreachable', retry: 'later', retryAfter: 120 });
  });

  it('is counted, with its client, among the files that the platform serves itself', async () => {
    const quota = { limits: { proxied_files: [2, 60] as const } };
    const client = createEntreprise({ environment: at(''), token: 'essai', timeout: 5_000, quota });
    const download = async (path: string) => (await downloadDocument(at(path), { client })).stream.cancel();
    for (const path of ['proxy/files/a', 'proxy/files/b', 'proxy/inpi/c', 'ok.pdf', 'ok.pdf', 'ok.pdf'])
      await download(path);
    const before = seen.length;
    await expect(download('proxy/files/d')).rejects.toMatchObject({ name: 'QuotaError', sent: false });
    expect(seen.length).toBe(before);
  });

  it.each([null, 5, '', {}, { data: null }, { data: { document_url: 5 } }])(
    'is absent from %j',
    async (odd) => {
      const source = async () => odd as never;
      expect(await problemOf(downloadDocument(source))).toBe('absent');
    },
  );

  it('stops when its caller gives up', async () => {
    const signal = AbortSignal.abort();
    await expect(downloadDocument(at('ok.pdf'), { hosts: [host], signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
