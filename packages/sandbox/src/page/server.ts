export async function ask(path: string, init?: RequestInit): Promise<{ status: number; text: string }> {
  const response = await fetch(path, init);
  return { status: response.status, text: await response.text() };
}

export async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return JSON.parse((await ask(path, init)).text || 'null') as T;
}

export const post = <T>(path: string, body: unknown): Promise<T> =>
  json(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
