import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from './oidc-provider.ts';
import { consentPage, errorPage, loginPage } from './pages.ts';
import { personOf } from './people.ts';
import { BASE } from './provider.ts';

/** The two pages of a login: who, then the consent; either may be refused. */
export async function interact(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (!interaction)
    return sendPage(response, errorPage('Y190001', 'Session expirée : revenez au service.'), 400);
  const { prompt, params, session, uid } = interaction;
  const action = `${BASE}/interaction/${uid}`;
  const scopes = params.scope.split(' ');
  const person = session && personOf(session.accountId);
  if (request.method !== 'POST') {
    const isConsent = prompt.name === 'consent' && person;
    return sendPage(response, isConsent ? consentPage(action, person, scopes) : loginPage(action));
  }
  const form = new URLSearchParams(await text(request));
  if (form.get('action') === 'cancel') {
    const result = { error: 'access_denied', error_description: 'User auth aborted' };
    return provider.interactionFinished(request, response, result);
  }
  if (prompt.name === 'login') {
    const chosen = personOf(form.get('citizen') ?? '');
    if (!chosen) return sendPage(response, loginPage(action));
    const [acr = 'eidas1'] = params.acr_values.split(' ').sort();
    const login = { accountId: chosen.login, acr, amr: ['pwd'] };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

export function sendPage(response: ServerResponse, html: string, status = 200): void {
  response
    .writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(html);
}
