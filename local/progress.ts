import { styleText } from 'node:util';

type Out = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

/** Shows progress: on a terminal in one line that changes, else (a log, a pipe) in lines, one every ten seconds. */
export class Progress {
  readonly #out: Out;
  #changing = false;

  constructor(out: Out = process.stdout) {
    this.#out = out;
  }

  /** Runs a step. Shows its title, its current detail, its duration, and whether it failed. */
  async step<T>(title: string, work: (at: (detail: string) => void) => Promise<T>): Promise<T> {
    const begun = performance.now();
    const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
    let detail = '';
    const show = () => this.#change(`${title} … ${seconds()}${detail && `  ${detail}`}`);
    if (this.#out.isTTY) show();
    else this.line(`${title} …`);
    const timer = this.#out.isTTY
      ? setInterval(show, 200)
      : setInterval(() => this.line(`  ${detail || title} … ${seconds()}`), 10_000);
    try {
      const result = await work(each => {
        detail = each;
        if (!this.#out.isTTY) this.line(`  ${each}`);
      });
      this.line(this.#out.isTTY ? `${styleText('green', '✓')} ${title} (${seconds()})` : `  done in ${seconds()}`);
      return result;
    } catch (error) {
      this.line(this.#out.isTTY ? `${styleText('red', '✗')} ${title} (${seconds()})` : `  failed after ${seconds()}`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  line(text: string): void {
    this.#clear();
    this.#out.write(`${text}\n`);
  }

  #change(text: string): void {
    this.#clear();
    this.#out.write(text.slice(0, (this.#out.columns || 80) - 1));
    this.#changing = true;
  }

  #clear(): void {
    if (this.#changing) this.#out.write('\r\x1b[K');
    this.#changing = false;
  }
}
