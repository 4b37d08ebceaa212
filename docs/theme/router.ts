import { KindRouter, type Reflection } from 'typedoc';
import { pageOf } from './documents.ts';

/** Pages' names in plain letters: any static host serves them, any mail or shell can hold them. */
export class PlainRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    const page = reflection.isDocument() ? pageOf(reflection) : undefined;
    const name = page === undefined ? super.getIdealBaseName(reflection) : `documents/${page}`;
    return name
      .normalize('NFD')
      .replaceAll(/\p{Diacritic}/gu, '')
      .replaceAll(/[^\w./-]+/g, '_');
  }
}
