import { SocketAdmission } from '../../../../src/server/subscriptions/socket-admission.js';
import { createRandom } from '../../../support/random.js';

/** A room, and a list of who was ended. */
function aRoom(perAddress: number, inAll: number) {
  const admission = new SocketAdmission(perAddress, inAll);
  const ended: string[] = [];
  const enter = (address: string, name: string) =>
    admission.enter(address, { terminate: () => void ended.push(name) });
  return { admission, ended, enter };
}

describe('a socket that has not signed in', () => {
  it('gives way to one from the same address, the oldest first', () => {
    const { ended, enter, admission } = aRoom(3, 100);
    for (const name of ['a', 'b', 'c', 'd', 'e']) enter('proxy', name);
    enter('elsewhere', 'f');
    expect(ended).toEqual(['a', 'b']);
    expect(admission.size).toBe(4);
  });

  it('gives way later once it has spoken', () => {
    const { ended, enter } = aRoom(3, 100);
    const spoken = enter('proxy', 'a');
    enter('proxy', 'b');
    enter('proxy', 'c');
    spoken.spoke();
    enter('proxy', 'd');
    enter('proxy', 'e');
    expect(ended).toEqual(['b', 'c']);
  });

  it('gives way where most come from, when all places are taken', () => {
    const { ended, enter } = aRoom(10, 6);
    enter('visitor', 'v');
    for (let i = 0; i < 5; i++) enter('flood', `f${i}`);
    enter('other', 'o');
    expect(ended).toEqual(['f0']);
  });

  it('leaves once, however often that is called, and takes no place then', () => {
    const { admission, enter, ended } = aRoom(2, 2);
    const place = enter('a', '1');
    place.leave();
    place.leave();
    place.spoke();
    expect(admission.size).toBe(0);
    enter('a', '2');
    enter('a', '3');
    expect(ended).toEqual([]);
    admission.close();
    expect(ended).toEqual(['2', '3']);
  });

  it('is never more than there is room for, and one alone at its address never gives way to a flood', () => {
    const random = createRandom(15);
    const { admission, enter, ended } = aRoom(20, 50);
    enter('visitor', 'visitor');
    const places: { leave(): void }[] = [];
    for (let i = 0; i < 5_000; i++) {
      if (random() < 0.2) places.splice(Math.floor(random() * places.length), 1)[0]?.leave();
      else places.push(enter(`flood-${Math.floor(random() * 12)}`, `f${i}`));
      expect(admission.size).toBeLessThanOrEqual(50);
    }
    expect(ended).not.toContain('visitor');
    expect(ended.length).toBe(new Set(ended).size);
  });
});
