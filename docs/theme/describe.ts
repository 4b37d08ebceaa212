/** One sentence about a page, for search engines and shared links. */
import type { CommentDisplayPart, Reflection } from 'typedoc';
import { ReflectionKind } from 'typedoc';

const LENGTH = 160;

export function describe(model: Reflection): string {
  const text = firstSentence(source(model));
  if (text) return text;
  const package_ = model.getFriendlyFullName().split('.')[0] ?? '';
  return `${ReflectionKind.singularString(model.kind)} ${model.name} de ${package_}.`;
}

function source(model: Reflection): readonly CommentDisplayPart[] {
  if (model.isDocument()) return model.content;
  if (model.comment?.summary.length) return model.comment.summary;
  if (model.isProject()) return model.readme ?? [];
  if (!model.isDeclaration()) return [];
  return model.signatures?.[0]?.comment?.summary ?? model.readme ?? [];
}

function firstSentence(parts: readonly CommentDisplayPart[]): string {
  const paragraph =
    parts
      .map(({ text }) => text)
      .join('')
      .split(/\n\s*\n/)
      // Titles, tables, lists, code and quotes are no sentences.
      .find((block) => /^[^#|>`*\-\s[<]/.test(block.trim())) ?? '';
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  return sentence.length <= LENGTH
    ? sentence
    : `${sentence.slice(0, sentence.lastIndexOf(' ', LENGTH - 1))}…`;
}
