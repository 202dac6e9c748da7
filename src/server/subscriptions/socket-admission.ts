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
export class SocketAdmission {
  /** Address → its sockets, those that give way first at the front. */
  private readonly rooms = new Map<string, Set<Stranger>>();
  private taken = 0;

  constructor(
    private readonly maxPerAddress = MAX_PER_ADDRESS,
    private readonly maxInAll = MAX_IN_ALL,
  ) {}

  /** How many sockets have not signed in. */
  get size(): number {
    return this.taken;
  }

  /** Never refuses: where there is no room, the oldest of the address that has most gives way. */
  enter(address: string, stranger: Stranger): SocketPlace {
    const { rooms } = this;
    if ((rooms.get(address)?.size ?? 0) >= this.maxPerAddress) this.makeRoom(address);
    else if (this.taken >= this.maxInAll) this.makeRoom(fullest(rooms));
    const room = rooms.get(address) ?? new Set();
    rooms.set(address, room.add(stranger));
    this.taken += 1;
    return {
      spoke() {
        if (rooms.get(address)?.delete(stranger)) rooms.get(address)?.add(stranger);
      },
      leave: () => this.remove(address, stranger),
    };
  }

  /** Ends all sockets that have not signed in. */
  close(): void {
    for (const room of [...this.rooms.values()]) for (const it of [...room]) it.terminate();
  }

  private makeRoom(address: string): void {
    const [oldest] = this.rooms.get(address) ?? [];
    if (!oldest) return;
    this.remove(address, oldest);
    oldest.terminate();
  }

  private remove(address: string, stranger: Stranger): void {
    const room = this.rooms.get(address);
    if (!room?.delete(stranger)) return;
    this.taken -= 1;
    if (room.size === 0) this.rooms.delete(address);
  }
}

/** Searched among as many addresses as there are places, and only while all are taken. */
function fullest(rooms: ReadonlyMap<string, ReadonlySet<Stranger>>): string {
  let most = '';
  for (const [address, { size }] of rooms) if (size > (rooms.get(most)?.size ?? 0)) most = address;
  return most;
}
