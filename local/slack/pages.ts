import type { KnownBlock } from '@slack/types';
import type { Page } from '../http/page.ts';
import { escaped } from '../markup.ts';
import { blockHtml, inputHtml, plain, type Button } from './blocks.ts';
import type { Message, OpenView, Workspace } from './workspace.ts';

const style = `
  body { max-width: 44rem; margin: 0 auto; padding: 1rem; }
  p, pre, blockquote { margin: .25rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
  blockquote { border-inline-start: .25rem solid; padding-inline-start: .75rem; }
  pre { border: 1px solid; padding: .5rem; }
  article, dialog { border: 1px solid; border-radius: .5rem; padding: .75rem; margin: 1rem 0; }
  article article { margin-inline-start: 2rem; }
  dialog { position: static; width: auto; max-width: none; }
  label, textarea, select, .modal input { display: block; width: 100%; box-sizing: border-box; }
  label { margin-top: .75rem; }
  button { padding: .25rem .75rem; margin: .5rem .5rem 0 0; }
  [role=alert], [role=status] { font-weight: bold; }
`;

const page = (content: string, head = ''): Page => ({ title: 'Slack on this machine', content, style, head });

/** All messages of the app. `path` is where the page is. `problem`: why a press came to nothing. */
export function messagesPage(path: string, workspace: Workspace, isDown: boolean, problem: string): Page {
  const first = workspace.messages.filter(({ thread }) => thread === undefined);
  const channels = [...new Set(first.map(({ channel }) => channel))];
  return page(
    `<p>This page of the local runner stands in for Slack. It shows what the app has sent, and reloads every 5 seconds.</p>
<form method="post" action="${path}/down">
<p role="status">${isDown ? 'Slack is down: it answers 503.' : 'Slack is up.'}</p>
<button name="down" value="${!isDown}">${isDown ? 'Bring Slack up' : 'Take Slack down'}</button>
</form>
${problem === '' ? '' : `<p role="alert">${escaped(problem)}</p>`}
${channels.length === 0 ? '<p>There are no messages yet.</p>' : ''}
${channels
  .map(channel => {
    const owner = workspace.ownerOf(channel);
    const messages = first.filter(message => message.channel === channel);
    return `<section>
<h2>${owner ? `Direct messages to ${escaped(owner.email)}` : `Channel ${escaped(channel)}`}</h2>
${messages.map(message => messageHtml(path, message, workspace)).join('')}
</section>`;
  })
  .join('')}`,
    problem === '' ? `<meta http-equiv="refresh" content="5; url=${path}">` : '',
  );
}

/** A modal. Its form sends what is filled in. */
export function modalPage(path: string, { id, view, member, errors, filled }: OpenView): Page {
  const blocks = (view.blocks as KnownBlock[]).map(block =>
    block.type === 'input'
      ? inputHtml(block, filled[block.block_id ?? ''], errors[block.block_id ?? ''])
      : blockHtml(block, () => ''),
  );
  return page(
    `<dialog open class="modal" aria-labelledby="title">
<h2 id="title">${plain(view.title)}</h2>
<p><small>As ${escaped(member.email)}</small></p>
<form method="post" action="${path}/submit" novalidate>
<input type="hidden" name="view_id" value="${escaped(id)}">
${blocks.join('\n')}
${view.submit ? `<button>${plain(view.submit)}</button>` : ''}
</form>
<p><a href="${path}">${view.close ? plain(view.close) : 'Close'}</a></p>
</dialog>`,
  );
}

function messageHtml(path: string, message: Message, workspace: Workspace): string {
  const replies = workspace.messages.filter(
    ({ channel, thread }) => channel === message.channel && thread === message.ts,
  );
  const owner = escaped(workspace.ownerOf(message.channel)?.email ?? '');
  const buttons = (elements: Button[]): string => `<form method="post" action="${path}/press">
<input type="hidden" name="channel" value="${escaped(message.channel)}">
<input type="hidden" name="ts" value="${escaped(message.ts)}">
<label>Pressed by <input name="as" type="email" required value="${owner}"></label>
${elements
  .map(({ action_id: action, text, url }) =>
    url === undefined
      ? `<button name="action_id" value="${escaped(action)}">${plain(text)}</button>`
      : `<a href="${escaped(url)}">${plain(text)}</a>`,
  )
  .join('\n')}
</form>`;
  return `<article>
${message.blocks.map(block => blockHtml(block, buttons)).join('\n')}
${replies.map(reply => messageHtml(path, reply, workspace)).join('')}
</article>`;
}
