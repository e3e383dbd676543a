import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Progress } from './progress.ts';

function progress(isTTY: boolean, columns = 80) {
  let written = '';
  const write = (text: unknown) => {
    written += String(text);
    return true;
  };
  return { progress: new Progress({ isTTY, columns, write }), written: () => stripVTControlCharacters(written) };
}

const timeless = (text: string) => text.replaceAll(/\d+\.\d s/g, 'N s');

describe('The progress', () => {
  it('in a log is a line for each step and detail', async () => {
    const { progress: to, written } = progress(false);
    assert.equal(
      await to.step('Building', async at => {
        at('Bundling A');
        return 7;
      }),
      7,
    );
    await assert.rejects(
      to.step('Starting', () => Promise.reject(new Error('no'))),
      /no/,
    );
    to.line('end');
    assert.equal(timeless(written()), 'Building …\n  Bundling A\n  done in N s\nStarting …\n  failed after N s\nend\n');
  });

  it('in a log of a step that takes long is a line every ten seconds', async ({ mock }) => {
    mock.timers.enable({ apis: ['setInterval'] });
    const { progress: to, written } = progress(false);
    await to.step('Building', async at => {
      mock.timers.tick(20_000);
      at('Bundling A');
      mock.timers.tick(10_000);
    });
    mock.timers.tick(20_000);
    const lines = [
      'Building …',
      '  Building … N s',
      '  Building … N s',
      '  Bundling A',
      '  Bundling A … N s',
      '  done in N s',
    ];
    assert.equal(timeless(written()), `${lines.join('\n')}\n`);
  });

  it('on a terminal is one line that changes, and other lines do not mix with it', async ({ mock }) => {
    mock.timers.enable({ apis: ['setInterval'] });
    const { progress: to, written } = progress(true, 30);
    await to.step('Building', async at => {
      at('Bundling the website and all its assets');
      to.line('log');
      mock.timers.tick(200);
    });
    await assert.rejects(
      to.step('Starting', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(
      timeless(written()),
      [
        'Building … N s\rlog',
        'Building … N s  Bundling th\r✓ Building (N s)',
        'Starting … N s\r✗ Starting (N s)',
        '',
      ].join('\n'),
    );
  });
});
