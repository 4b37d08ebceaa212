import { gzippedSize } from '../size/bundle.ts';
import {
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  OPENAPI_FETCH,
  wholeClient,
} from '../size/programs.ts';
import { add } from './figures.ts';

export async function measureBundles(): Promise<void> {
  const bare = `openapi-fetch ${await gzippedSize(OPENAPI_FETCH)}`;
  const one = await gzippedSize(ONE_CALL);
  const whole = await gzippedSize(wholeClient('particulier'));
  const firm = await gzippedSize(ONE_CALL_ENTREPRISE);
  const firms = await gzippedSize(wholeClient('entreprise'));
  const tax = await gzippedSize(ONE_CALL_IMPOT);
  const beside = (size: number) => `API Particulier ${size}`;
  add({ what: 'un appel, gzip (octets)', ours: one, baseline: bare });
  add({ what: 'client entier, gzip (octets)', ours: whole, baseline: bare });
  add({ what: 'un appel à API Entreprise (octets)', ours: firm, baseline: beside(one) });
  add({ what: 'un appel à API Impôt particulier (octets)', ours: tax, baseline: beside(one) });
  add({ what: 'client API Entreprise entier (octets)', ours: firms, baseline: beside(whole) });
}
