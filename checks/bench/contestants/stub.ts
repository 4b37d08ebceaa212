/** Above a `fetch` that answers at once. */
import createFetchClient from 'openapi-fetch';
import { microseconds } from '../figures.ts';
import { answer, ourCall, PERSON } from './ours.ts';

const fetch = async (): Promise<Response> => answer();

export async function measureStub() {
  const raw = createFetchClient<Record<string, never>>({ baseUrl: 'https://x.invalid', fetch });
  const contestants = {
    bare: async () => JSON.parse(await (await fetch()).text()),
    ours: ourCall({ fetch }),
    openapiFetch: () => raw.GET('/a' as never, { params: { query: PERSON } } as never),
    openai: await openaiCall(),
    stripe: await stripeCall(),
  };
  await microseconds(contestants, 3, 1500);
  return microseconds(contestants, 15, 1500);
}

/** What is used of packages that this one does not depend on. */
interface OpenAi {
  models: { retrieve(id: string): Promise<unknown> };
}
interface Stripe {
  customers: { retrieve(id: string): Promise<unknown> };
}
interface StripeClass {
  new (key: string, options: { httpClient: unknown }): Stripe;
  createFetchHttpClient(fetch: unknown): unknown;
}

async function openaiCall() {
  type Module = { default: new (options: { apiKey: string; fetch: unknown }) => OpenAi };
  const { default: OpenAI } = (await import('openai' as string)) as Module;
  const client = new OpenAI({ apiKey: 'x', fetch });
  return () => client.models.retrieve('essai');
}

async function stripeCall() {
  const { default: Stripe } = (await import('stripe' as string)) as { default: StripeClass };
  const client = new Stripe('x', { httpClient: Stripe.createFetchHttpClient(fetch) });
  return () => client.customers.retrieve('essai');
}
