import type { Page } from '../http/page.ts';
import { escaped } from '../markup.ts';
import { answers, channels, pagePath, type Answer, type Channel, type Received } from './received.ts';

const style = `
  main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
  button { padding: .125rem .75rem; }
  article { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1rem 0; }
  h2 { font-size: 1rem; }
  pre { overflow-x: auto; }
  [data-card] { background: #fff; color: #242424; color-scheme: light; border-radius: .25rem; }
`;

/** Shows the cards as Microsoft's own library does, and the page anew when something has come. */
const script = `
  for (const place of document.querySelectorAll('[data-card]')) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig({
      fontFamily: 'system-ui, sans-serif',
      containerStyles: { emphasis: { backgroundColor: '#f0f0f0' } },
    });
    card.onExecuteAction = action => open(action.url, '_blank', 'noopener');
    card.parse(JSON.parse(place.dataset.card));
    place.append(card.render());
  }
  setInterval(async () => {
    const [latest] = await (await fetch('${pagePath}.json')).json();
    if ((latest?.at ?? '') !== document.querySelector('[data-latest]').dataset.latest) location.reload();
  }, 1000);
`;

const words: Record<Answer, string> = { takes: 'Take', refuses: 'Answer 503', hangs: 'Do not answer' };

const names: Record<Channel, string> = { teams: 'Teams', webhook: 'Webhook' };

export const pageOf = (received: readonly Received[], chosen: Record<Channel, Answer>): Page => ({
  title: 'Webhooks',
  content: `<p>This page of the local runner stands in for a Teams channel and for a receiver of webhooks.</p>
${channels.map(channel => choiceOf(channel, chosen[channel])).join('')}
<div data-latest="${received[0]?.at ?? ''}">${received.map(articleOf).join('') || '<p>Nothing has come yet.</p>'}</div>
<script src="/_aws/adaptivecards.js"></script>`,
  style,
  script,
});

const choiceOf = (channel: Channel, chosen: Answer): string => `
<form method="post" action="${pagePath}">
<input type="hidden" name="channel" value="${channel}">
${names[channel]}:
${answers
  .map(
    each =>
      `<button name="answer" value="${each}" aria-pressed="${each === chosen}"${each === chosen ? ' disabled' : ''}>`
      + `${words[each]}</button>`,
  )
  .join('\n')}
</form>`;

function articleOf({ channel, at, status, id, body, problem }: Received): string {
  const checked = channel === 'webhook' && problem === null ? ', signature verified' : '';
  return `
<article>
<h2>${names[channel]} at ${at.slice(11, 19)} UTC: ${status === null ? 'no answer' : `answered ${status}`}${checked}</h2>
${problem === null ? '' : `<p role="alert">${escaped(problem)}</p>`}
${id === undefined ? '' : `<p>webhook-id: ${escaped(id)}</p>`}
${channel === 'teams' && problem === null ? cardsOf(body) : `<pre>${escaped(JSON.stringify(body, undefined, 2))}</pre>`}
</article>`;
}

const cardsOf = (body: unknown): string =>
  (body as { attachments: { content: unknown }[] }).attachments
    .map(({ content }) => `<div data-card="${escaped(JSON.stringify(content))}"></div>`)
    .join('');
