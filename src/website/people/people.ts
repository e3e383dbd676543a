import type { Answer } from '../base/api.ts';
import { whyNot } from '../base/notice.ts';
import type { Look } from '../base/poller.ts';
import type { ListView } from '../session/list-page.ts';
import { listProblem } from '../session/notices.ts';
import { news } from './news.ts';
import { readPeople, type Person } from './person.ts';

export interface View extends ListView {
  /** Newest first; undefined during the first load. */
  readonly people: readonly Person[] | undefined;
}

/** The calls about people. They never reject. */
interface PeopleApi {
  list(): Promise<Answer>;
  rename(id: string, name: string): Promise<Answer>;
  remove(id: string): Promise<Answer>;
}

const NAMES = new Intl.Collator('en', { usage: 'search', sensitivity: 'base' });

/** The logic of the page of known people: it calls the API and decides what to show. */
export class People {
  readonly #api: PeopleApi;
  readonly #show: (view: View) => void;
  #view: View = { people: undefined, notice: undefined, stale: false, news: '' };
  /** Counts changes. A list that was requested before a change is dropped. */
  #turn = 0;

  constructor(api: PeopleApi, show: (view: View) => void) {
    this.#api = api;
    this.#show = show;
  }

  /** Loads and shows all people. */
  async open(): Promise<void> {
    const turn = ++this.#turn;
    this.#update({ people: undefined, notice: undefined, stale: false, news: '' });
    const answer = await this.#api.list();
    if (turn !== this.#turn) return;
    const people = peopleIn(answer);
    this.#update(people === undefined ? { notice: listProblem(answer, 'people') } : { people });
  }

  async refresh(): Promise<Look> {
    const { people: before, notice } = this.#view;
    if (notice !== undefined) return 'done';
    if (before === undefined) return 'again';
    const turn = this.#turn;
    const answer = await this.#api.list();
    if (turn !== this.#turn) return 'again';
    const people = peopleIn(answer);
    if (people !== undefined) {
      this.#update({ people, stale: false, news: news(before, people).join(' ') });
      return 'again';
    }
    if (answer.status === 403) {
      this.#update({ people: undefined, notice: listProblem(answer, 'people') });
      return 'done';
    }
    this.#update({ stale: true, news: '' });
    return 'failed';
  }

  /** Renames a person. Resolves with the reason if that failed. */
  async rename(id: string, name: string): Promise<string | undefined> {
    const answer = await this.#change(() => this.#api.rename(id, name));
    if (answer.status === 404) return this.#without(id);
    if (answer.status !== 200) return whyNot(answer);
    this.#replace(people => people.map(person => (person.id === id ? { ...person, name } : person)));
    return undefined;
  }

  /** The name of somebody else that people would take for this one; undefined if there is none. */
  namesake(id: string, name: string): string | undefined {
    return this.#view.people?.find(person => person.id !== id && isAlike(person.name, name))?.name;
  }

  /** Removes a person. Resolves with the reason if that failed. */
  async remove(id: string): Promise<string | undefined> {
    const answer = await this.#change(() => this.#api.remove(id));
    // A person who does not exist counts as removed.
    return answer.status === 200 || answer.status === 404 ? this.#without(id) : whyNot(answer);
  }

  /** Makes a change. Lists requested before or during it are dropped. */
  async #change(make: () => Promise<Answer>): Promise<Answer> {
    this.#turn++;
    const answer = await make();
    this.#turn++;
    return answer;
  }

  #without(id: string): undefined {
    this.#replace(people => people.filter(person => person.id !== id));
  }

  #replace(change: (people: readonly Person[]) => readonly Person[]): void {
    const before = this.#view.people;
    if (before === undefined) return;
    const people = change(before);
    this.#update({ people, news: news(before, people).join(' ') });
  }

  #update(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#show(this.#view);
  }
}

/** Compares names without regard to case and accents. */
function isAlike(one: string, other: string): boolean {
  const oneSpaced = (name: string) => name.trim().replace(/\s+/g, ' ');
  return NAMES.compare(oneSpaced(one), oneSpaced(other)) === 0;
}

function peopleIn(answer: Answer): readonly Person[] | undefined {
  return answer.status === 200 ? readPeople(answer.body) : undefined;
}
