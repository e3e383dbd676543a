import type { KnownBlock, ModalView } from '@slack/types';
import { isObject } from '../json.ts';

/** Characters that the texts of Block Kit may have, by the member that holds them. */
const longest: Record<string, number> = {
  action_id: 255,
  block_id: 255,
  callback_id: 255,
  hint: 2000,
  label: 2000,
  private_metadata: 3000,
  url: 3000,
  value: 2000,
};

const countOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countOf(each), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : countOf(each)),
    0,
  );
};

/** What Slack would refuse of blocks: https://docs.slack.dev/reference/block-kit */
export function problemsOfBlocks(blocks: KnownBlock[], most: 50 | 100): string[] {
  const problems: string[] = [];
  const ids = blocks.map(({ block_id: id }) => id).filter(id => id !== undefined);
  if (blocks.length === 0 || blocks.length > most) problems.push(`there must be 1 to ${most} blocks`);
  if (new Set(ids).size < ids.length) problems.push('each block_id must be different');
  blocks.forEach((block, index) => {
    if (countOf(block) > 3000) problems.push(`blocks[${index}] has more than 3000 characters`);
    visit(block, `blocks[${index}]`);
  });
  return problems;

  function visit(value: unknown, path: string): void {
    if (Array.isArray(value)) return value.forEach((each, index) => visit(each, `${path}[${index}]`));
    if (!isObject(value)) return;
    const { type } = value;
    for (const [name, each] of Object.entries(value)) {
      const text = isObject(each) && typeof each.text === 'string' ? each.text : each;
      const limit = limitOf(name, type);
      if (typeof text === 'string' && limit !== undefined && (text === '' || text.length > limit))
        problems.push(`${path}.${name} must have 1 to ${limit} characters`);
      visit(each, `${path}.${name}`);
    }
    if (type === 'plain_text' && typeof value.text === 'string' && /[<>]|&(?!amp;|lt;|gt;)/.test(value.text))
      problems.push(`${path}.text must have &, < and > escaped`);
    if (type === 'actions' && count(value.elements) > 25) problems.push(`${path} has more than 25 elements`);
    if (type === 'static_select' && count(value.options) > 100) problems.push(`${path} has more than 100 options`);
    if (type === 'plain_text_input' && !(Number(value.max_length) <= 3000))
      problems.push(`${path}.max_length must be at most 3000`);
  }
}

/** What Slack would refuse of a modal: https://docs.slack.dev/reference/views/modal-views */
export function problemsOfModal({ blocks, ...view }: ModalView): string[] {
  const problems = problemsOfBlocks(blocks as KnownBlock[], 100);
  for (const name of ['title', 'submit', 'close'] as const)
    if ((view[name]?.text.length ?? 1) > 24) problems.push(`${name} must have 1 to 24 characters`);
  if (blocks.some(({ type }) => type === 'input') && !view.submit) problems.push('submit is missing');
  if ((view.private_metadata?.length ?? 0) > 3000) problems.push('private_metadata has more than 3000 characters');
  return problems;
}

function limitOf(name: string, type: unknown): number | undefined {
  if (type === 'button' && name === 'text') return 75;
  // Options have no type.
  if (type === undefined && ['text', 'value'].includes(name)) return 75;
  return ['plain_text', 'text', 'link'].includes(String(type)) && name === 'text' ? 3000 : longest[name];
}

const count = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
