import { PassThrough } from 'node:stream';
import { createTerminal } from '../../../src/cli/terminal.js';

const ESC = '\u001b';

function stage(given: { isTTY?: boolean; isJson?: boolean } = {}) {
  const { isTTY = true, isJson = false } = given;
  const stream = () => Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  const streams = { stdin: stream(), stdout: stream(), stderr: stream() };
  const terminal = createTerminal(streams, isJson, undefined);
  return { ...streams, terminal };
}

describe('what others have written', () => {
  it.each([
    ['the title of the window', `cat${ESC}]0;pwned\u0007`, 'cat\\u001b]0;pwned\\u0007'],
    ['the clipboard', `${ESC}]52;c;aGk=${ESC}\\`, '\\u001b]52;c;aGk=\\u001b\\'],
    ['what was printed before', `good${ESC}[2K\rbad`, 'good\\u001b[2K\\u000dbad'],
    ['the same in one character', 'a\u009b2Jb', 'a\\u009b2Jb'],
    ['the direction of text', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['colours that do not end', `${ESC}[31mred`, '\\u001b[31mred'],
    ['colours that hide', `${ESC}[8mhidden${ESC}[28m`, '\\u001b[8mhidden\\u001b[28m'],
    ['what is painted', `${ESC}[31m${ESC}[2J${ESC}[39m`, '\\u001b[31m\\u001b[2J\\u001b[39m'],
  ])('does not change %s', (_what, text, shown) => {
    const { terminal, stdout, stderr } = stage();
    terminal.data(text);
    terminal.note(text);
    expect([stdout.read(), stderr.read()]).toEqual([`${shown}\n`, `${shown}\n`]);
  });

  it('is shown in a colour, and does not leave it', () => {
    const { terminal, stdout } = stage();
    terminal.data(`v1 is ${terminal.paint('green', `RUNNING${ESC}[39m${ESC}[2J`)}`);
    expect(stdout.read()).toBe(`v1 is ${ESC}[32mRUNNING\\u001b[39m\\u001b[2J${ESC}[39m\n`);
  });

  it('paints nothing where there are no colours', () => {
    const { terminal, stdout } = stage({ isTTY: false });
    terminal.data(`${ESC}[31mred${ESC}[39m`);
    expect(stdout.read()).toBe('\\u001b[31mred\\u001b[39m\n');
  });

  it('is the same JSON', () => {
    const { terminal, stdout } = stage({ isJson: true });
    const value = { label: `a${ESC}[2Jb\u009b2J\u202e\nc` };
    terminal.data(JSON.stringify(value));
    const printed = stdout.read() as string;
    expect(printed).not.toMatch(/[\u009b\u202e]/);
    expect(JSON.parse(printed)).toEqual(value);
  });

  it('does not change what is asked', async () => {
    const { terminal, stdin, stderr } = stage();
    const asked = terminal.confirm(`Stop a${ESC}[2Jb?`);
    stdin.write('y\n');
    expect(await asked).toBe(true);
    expect(stderr.read()).toContain('Stop a\\u001b[2Jb? [y/N] ');
  });
});

it('lines of a text stay lines', () => {
  const { terminal, stdout } = stage();
  terminal.data('one\ntwo · drei €');
  expect(stdout.read()).toBe('one\ntwo · drei €\n');
});
