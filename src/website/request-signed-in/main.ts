import { el } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import { Poller } from '../base/poller.ts';
import { bodyOf } from '../request/decision.ts';
import { Picture } from '../picture/picture.ts';
import { PictureSlot } from '../picture/slot.ts';
import { draftIn } from '../request/draft.ts';
import { Review, type RequestApi } from '../request/review.ts';
import { Screen } from '../request/screen.ts';
import { subjectOf } from '../request/request.ts';
import { enter, type SignedIn } from '../session/shell.ts';
import { idIn } from './address.ts';
import { noId, viewProblem } from './notices.ts';

/** Milliseconds between two looks for news. */
const INTERVAL = 4_000;

void enter(start);

function start({ api, frames, memory, renew, over }: SignedIn): void {
  const picture = new PictureSlot(
    (image, subject) => new Picture(frames.source(image), image.box, `Image of “${subject}”`, 'large'),
  );

  const screen = new Screen({
    above: el('nav', { class: 'back', 'aria-label': 'All requests' }, el('a', { href: './' }, '← All requests')),
    preselected: () => undefined,
    draft: draftIn(memory, () => idIn(location.hash) ?? ''),
    imageOf: (request) => picture.show(request.image, subjectOf(request)),
    onDecide: (decision, entry) => void review.decide(decision, entry),
    onDeliverAgain: () => void review.deliverAgain(),
    // Who was put into the group since then has it only in a new token.
    onRetry: () => void renew().then(open),
    onShown: () => news.start(),
  });
  const review = new Review(viewProblem, (page) => {
    if (!over.aborted) screen.show(page);
  });
  const news = new Poller(() => review.refresh(), INTERVAL);

  function open(): void {
    const id = idIn(location.hash);
    if (id === undefined) review.refuse(noId());
    else void review.open(apiOf(id));
  }

  function apiOf(id: string): RequestApi {
    const path = `api/approvals/${id}`;
    return {
      view: () => api.call(path),
      decide: (decision, entry) => api.call(`${path}/decision`, { method: 'POST', body: bodyOf(decision, entry) }),
    };
  }

  over.addEventListener('abort', () => news.stop());
  addEventListener('hashchange', open);
  setInterval(refreshMoments, 15_000);
  open();
}
