import { call } from '../base/api.ts';
import { linkKey } from '../base/contract.ts';
import { refreshMoments } from '../base/facts.ts';
import { Memory } from '../base/memory.ts';
import { Poller } from '../base/poller.ts';
import { Picture } from '../picture/picture.ts';
import { PictureSlot } from '../picture/slot.ts';
import { draftIn } from '../request/draft.ts';
import { bodyOf } from '../request/decision.ts';
import { readRequest } from '../request/request.ts';
import { Review, type RequestApi } from '../request/review.ts';
import { Screen } from '../request/screen.ts';
import { subjectOf } from '../request/request.ts';
import { LinkedImage } from './linked.ts';
import { openLink, type Link } from './link.ts';
import { badLink, linkProblem } from './notices.ts';

/** Milliseconds between two looks for news: whoever has the page open wants to decide, not to watch. */
const INTERVAL = 15_000;

const memory = new Memory(() => sessionStorage);
let link: Link | undefined;
let api: RequestApi | undefined;

const picture = new PictureSlot((image, subject) => {
  const source = new LinkedImage(image.url, addressOf.bind(undefined, api));
  return new Picture(source, image.box, `Image of “${subject}”`, 'large');
});

const screen = new Screen({
  preselected: () => link?.decision,
  draft: draftIn(memory, () => link?.id ?? ''),
  imageOf: (request) => picture.show(request.image, subjectOf(request)),
  onDecide: (decision, entry) => void review.decide(decision, entry),
  onDeliverAgain: () => void review.deliverAgain(),
  onRetry: open,
  onShown: () => news.start(),
});
const review = new Review(linkProblem, (page) => screen.show(page));
const news = new Poller(() => review.refresh(), INTERVAL);

function open(): void {
  const opened = openLink(location.hash, memory);
  if (opened.hash !== location.hash) history.replaceState(history.state, '', opened.hash);
  link = opened.link;
  if (link === undefined) return review.refuse(badLink('incomplete'));
  if (link.key === undefined) return review.refuse(badLink('keyless'));
  api = apiOf(link.id, link.key);
  void review.open(api);
}

/** An address of the request's image that was just made. */
async function addressOf(asked: RequestApi | undefined): Promise<string | undefined> {
  return readRequest((await asked?.view())?.body)?.image?.url;
}

function apiOf(id: string, key: string): RequestApi {
  const path = `api/requests/${encodeURIComponent(id)}`;
  const headers = { [linkKey.header]: key };
  return {
    view: () => call(path, { headers }),
    decide: (decision, entry) => call(`${path}/decision`, { method: 'POST', headers, body: bodyOf(decision, entry) }),
  };
}

addEventListener('hashchange', open);
setInterval(refreshMoments, 15_000);
open();
