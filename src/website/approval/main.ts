import { el } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import { Poller } from '../base/poller.ts';
import { bodyOf } from '../request/decision.ts';
import { draftIn } from '../request/draft.ts';
import type { ApprovalRequest, Image } from '../request/request.ts';
import { Review, type RequestApi } from '../request/review.ts';
import { Screen } from '../request/screen.ts';
import { subjectOf } from '../request/sections.ts';
import { Picture } from '../session/picture.ts';
import { enter, type Signed } from '../session/shell.ts';
import { idIn } from './link.ts';
import { noId, viewProblem } from './notices.ts';

/** Milliseconds between two looks for news. */
const INTERVAL = 4_000;

void enter(start);

function start({ api, frames, memory, renew, over }: Signed): void {
  let shown: { readonly image: string; readonly picture: Picture } | undefined;

  const screen = new Screen({
    above: el('nav', { class: 'back', 'aria-label': 'All requests' }, el('a', { href: './' }, '← All requests')),
    preselected: () => undefined,
    draft: draftIn(memory, () => idIn(location.hash) ?? ''),
    imageOf,
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
      view: () => api.call(path, { timeout: 15_000 }),
      decide: (decision, entry) => api.call(`${path}/decision`, { method: 'POST', body: bodyOf(decision, entry) }),
    };
  }

  /** The request's picture, the same one as long as it is the same image. */
  function imageOf(request: ApprovalRequest): HTMLElement | undefined {
    const image = JSON.stringify(request.image);
    if (shown?.image !== image) {
      shown?.picture.remove();
      shown = request.image === undefined ? undefined : { image, picture: pictureOf(request, request.image) };
    }
    return shown?.picture.element;
  }

  function pictureOf(request: ApprovalRequest, image: Image): Picture {
    return new Picture(frames, image, `Image of “${subjectOf(request)}”`, 'large');
  }

  over.addEventListener('abort', () => news.stop());
  addEventListener('hashchange', open);
  setInterval(refreshMoments, 15_000);
  open();
}
