/** A socket before its sign-in. */
interface Stranger {
  /** Ends it at once, whatever the peer does. */
  terminate(): void;
}

/** The place of one socket, from its handshake until it has signed in or closed. */
interface SocketPlace {
  /** It has said `connection_init`: those that stay silent give way before it. */
  spoke(): void;
  /** It has signed in, or closed. At any time, and again. */
  leave(): void;
}

export interface SocketAdmission {
  /** How many sockets have not signed in. */
  readonly size: number;
  /** Never refuses: where there is no room, the oldest of the address that has most gives way. */
  enter(address: string, stranger: Stranger): SocketPlace;
  /** Ends all sockets that have not signed in. */
  close(): void;
}

/**
 * A browser needs one place for a moment; of many clients behind one proxy that come back together, so many sign in
 * within a round trip. Each costs some 16 KiB.
 */
const MAX_PER_ADDRESS = 500;
const MAX_IN_ALL = 2_000;

/**
 * The places of sockets that have not signed in: few, and apart from the places of those that have. A flood from one
 * address pushes out its own sockets only.
 */
export function createSocketAdmission(
  maxPerAddress: number = MAX_PER_ADDRESS,
  maxInAll: number = MAX_IN_ALL,
): SocketAdmission {
  /** Address → its sockets, those that give way first at the front. */
  const rooms = new Map<string, Set<Stranger>>();
  let size = 0;

  function remove(address: string, stranger: Stranger): void {
    const room = rooms.get(address);
    if (!room?.delete(stranger)) return;
    size -= 1;
    if (room.size === 0) rooms.delete(address);
  }

  function makeRoom(address: string): void {
    const [oldest] = rooms.get(address) ?? [];
    if (!oldest) return;
    remove(address, oldest);
    oldest.terminate();
  }

  return {
    get size() {
      return size;
    },
    enter(address, stranger) {
      if ((rooms.get(address)?.size ?? 0) >= maxPerAddress) makeRoom(address);
      else if (size >= maxInAll) makeRoom(fullest(rooms));
      const room = rooms.get(address) ?? new Set();
      rooms.set(address, room.add(stranger));
      size += 1;
      return {
        spoke() {
          if (rooms.get(address)?.delete(stranger)) rooms.get(address)?.add(stranger);
        },
        leave: () => remove(address, stranger),
      };
    },
    close() {
      for (const room of [...rooms.values()]) for (const it of [...room]) it.terminate();
    },
  };
}

/** Searched among as many addresses as there are places, and only while all are taken. */
function fullest(rooms: ReadonlyMap<string, ReadonlySet<Stranger>>): string {
  let most = '';
  for (const [address, { size }] of rooms) if (size > (rooms.get(most)?.size ?? 0)) most = address;
  return most;
}
