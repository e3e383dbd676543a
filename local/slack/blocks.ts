import type { KnownBlock, InputBlock, PlainTextElement, RichTextBlockElement, RichTextElement } from '@slack/types';
import { escaped } from '../markup.ts';

type RichLine = { elements: RichTextElement[] };

/** A block as HTML; `buttons` makes the form of a message's buttons. */
export function blockHtml(block: KnownBlock, buttons: (elements: Button[]) => string): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements.map(richHtml).join('');
    case 'actions':
      return buttons(block.elements as Button[]);
    default:
      return `<p>${escaped(`A block ${block.type}, which this page does not show`)}</p>`;
  }
}

export interface Button {
  type: 'button';
  action_id: string;
  text: PlainTextElement;
  value?: string;
  url?: string;
  style?: string;
}

/** A modal's input with what was filled in, and what is wrong with it. */
export function inputHtml({ block_id: id = '', label, hint, optional, element }: InputBlock, value = '', error = '') {
  const attributes = [
    `name="${escaped(id)}"`,
    `id="${escaped(id)}"`,
    ...(optional === true ? [] : ['required']),
    ...(error === '' ? [] : [`aria-invalid="true" aria-describedby="${escaped(id)}-error"`]),
  ].join(' ');
  return `<label for="${escaped(id)}">${plain(label)}${optional === true ? ' <small>(optional)</small>' : ''}</label>
${controlHtml(element, attributes, value)}
${hint ? `<small>${plain(hint)}</small>` : ''}
${error === '' ? '' : `<p role="alert" id="${escaped(id)}-error">${escaped(error)}</p>`}`;
}

function controlHtml(element: InputBlock['element'], attributes: string, value: string): string {
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline === true
        ? `<textarea ${attributes} maxlength="${element.max_length}">${escaped(value)}</textarea>`
        : `<input ${attributes} maxlength="${element.max_length}" value="${escaped(value)}">`;
    case 'number_input':
      return `<input ${attributes} inputmode="decimal" value="${escaped(value)}">`;
    case 'static_select':
      return `<select ${attributes}><option></option>${(element.options ?? [])
        .map(
          ({ text, value: each = '' }) =>
            `<option value="${escaped(each)}"${each === value ? ' selected' : ''}>${plain(text)}</option>`,
        )
        .join('')}</select>`;
    default:
      return `<p>${escaped(`An input ${element.type}, which this page does not show`)}</p>`;
  }
}

/** Slack shows these as the characters that they stand for. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const plain = ({ text }: { text: string }): string => escaped(unescaped(text));

function richHtml(part: RichTextBlockElement): string {
  switch (part.type) {
    case 'rich_text_quote':
      return `<blockquote>${lineHtml(part)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${lineHtml(part)}</pre>`;
    case 'rich_text_section':
      return `<p>${lineHtml(part)}</p>`;
    default:
      return `<p>${escaped(`A part ${part.type}, which this page does not show`)}</p>`;
  }
}

const lineHtml = ({ elements }: RichLine): string => elements.map(elementHtml).join('');

function elementHtml(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      return element.style?.bold === true ? `<b>${escaped(element.text)}</b>` : escaped(element.text);
    case 'link':
      return `<a href="${escaped(element.url)}" rel="noreferrer">${escaped(element.text ?? element.url)}</a>`;
    case 'date': {
      const time = new Date(element.timestamp * 1000);
      return `<time datetime="${time.toISOString()}">${escaped(time.toLocaleString())}</time>`;
    }
    case 'user':
      return `<b>@${escaped(element.user_id)}</b>`;
    case 'emoji':
      return escaped(emoji[element.name] ?? `:${element.name}:`);
    default:
      return escaped(`An element ${element.type}, which this page does not show`);
  }
}

const emoji: Record<string, string> = { white_check_mark: '✅', no_entry: '⛔', hourglass: '⌛', wastebasket: '🗑️' };
