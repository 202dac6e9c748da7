import { parseInput } from './validation/parse-input.js';
import type { StructureShape, Valid } from './validation/shape.js';
import type { World } from './world.js';

/** What is said of an operation besides what it does. */
interface Facts {
  /** AWS's name of it. */
  readonly name: string;
  /** What the support table in src/emulator/README.md says of it. */
  readonly notes: string;
  /** Calls a second that an account may make in a region; without it the operation is not throttled. */
  readonly tps?: number;
  /** True if the state is to be stored afterwards. */
  readonly changesState: boolean;
}

interface Definition<S extends StructureShape> extends Facts {
  readonly input: S;
  run(world: World, input: Valid<S>): object;
}

/** An operation as the router sees it. */
export interface Operation extends Facts {
  /** Validates the input and runs. Throws ServiceError for whatever AWS would refuse. */
  respond(world: World, input: unknown): object;
}

/** Puts validation in front of an operation's function. */
export function operation<const S extends StructureShape>(definition: Definition<S>): Operation {
  const { input: shape, run, ...facts } = definition;
  return { ...facts, respond: (world, input) => run(world, parseInput(shape, input)) };
}
